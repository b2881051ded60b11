// <vigie-attractivity offer="188WCXP"></vigie-attractivity>
//
// Shows the attractivity of a job offer inside any page. What it shows is the
// page that a frame would show, /embed/attractivity/{id}, put into a shadow
// tree: texts, figures and drawings are made by the service alone. On the
// service's own pages the element already holds the widget, and only makes it
// live. docs/integration.md tells its attributes, properties and events.
(() => {
  const script = document.currentScript ?? document.querySelector('script[src*="/widget/v1/vigie.js"]');
  const service = new URL("/", script.src);
  const sheets = ["dsfr.css", "widget.css"].map((name) => new URL(`widget/v1/${name}`, service));

  // What the service cannot say itself: that it is asked, and that it did not answer.
  const texts = {
    fr: {
      loading: "Chargement de l'attractivité de l'offre…",
      unreachable: "Le service d'attractivité est injoignable. Vérifier la connexion, puis réessayer.",
      refused: (status, seconds) => `Le service d'attractivité n'a pas pu répondre (code ${status}). Réessayer dans ${seconds} s.`,
      retry: "Réessayer",
    },
    en: {
      loading: "Loading the attractiveness of the offer…",
      unreachable: "The attractiveness service cannot be reached. Check the connection, then try again.",
      refused: (status, seconds) => `The attractiveness service could not answer (code ${status}). Try again in ${seconds} s.`,
      retry: "Try again",
    },
  };

  class VigieAttractivity extends HTMLElement {
    static observedAttributes = ["offer", "scope", "lang"];
    #root = null; // the shadow tree, or the element itself where it already holds the widget
    #dressed = Promise.resolve(); // the style sheets are there
    #token = null;
    #asked = null; // the question under way, given up for a newer one
    #again = null; // asks once more what failed

    // token is the bearer token of the questions. A new one tries again what was refused.
    get token() { return this.#token; }
    set token(value) {
      this.#token = value;
      this.#again?.();
    }

    connectedCallback() {
      if (this.#root) return;
      const served = this.querySelector(".widget") !== null;
      this.#root = served ? this : this.attachShadow({ mode: "open" });
      this.#root.addEventListener("click", (e) => this.#clicked(e));
      if (served) return;
      const links = sheets.map((sheet) => Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet }));
      this.#dressed = Promise.all(links.map((link) => new Promise((done) => { link.onload = link.onerror = done; })));
      this.#root.append(...links);
      this.#load();
    }

    disconnectedCallback() {
      this.#asked?.abort();
    }

    attributeChangedCallback(name, before, after) {
      if (this.shadowRoot && before !== after) this.#load();
    }

    // #load asks for the widget and shows it.
    #load() {
      const address = new URL(`embed/attractivity/${encodeURIComponent(this.getAttribute("offer") ?? "")}`, service);
      if (this.getAttribute("scope")) address.searchParams.set("scope", this.getAttribute("scope"));
      return this.#ask(address, (fresh) => {
        this.#widget?.remove();
        this.#root.append(fresh);
        for (const name of (this.getAttribute("open") ?? "").split(/\s+/).filter(Boolean)) {
          fresh.querySelector(`[data-block="${CSS.escape(name)}"]`)?.setAttribute("open", "");
        }
        const { offer, snapshot, active, verdict, alerts } = fresh.dataset;
        this.#tell("load", { offer, snapshot, active: active === "true", verdict: verdict || null, alerts: alerts.split(" ").filter(Boolean) });
      });
    }

    // #ask fetches a widget and hands it over, or says why there is none.
    async #ask(address, show) {
      this.#asked?.abort();
      const asked = (this.#asked = new AbortController());
      const words = texts[this.#language];
      this.#again = null;
      this.setAttribute("aria-busy", "true");
      if (!this.#widget) this.#notice("status", words.loading);
      let status = 0;
      let notice = words.unreachable;
      try {
        address.searchParams.set("lang", this.#language);
        const headers = { Accept: "text/html", ...(this.#token && { Authorization: `Bearer ${this.#token}` }) };
        const answer = await fetch(address, { headers, signal: asked.signal, credentials: "omit" });
        status = answer.status;
        notice = words.refused(status, answer.headers.get("Retry-After") || 5);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = answer.ok && page.querySelector(".widget");
        notice = page.querySelector(".problem p")?.textContent ?? notice;
        await this.#dressed;
        if (asked.signal.aborted) return;
        if (fresh) {
          for (const link of fresh.querySelectorAll('a[href^="/"]')) link.href = new URL(link.getAttribute("href"), service);
          this.#notice();
          show(fresh);
          notice = null;
        }
      } catch (error) {
        if (asked.signal.aborted) return;
        if (!(error instanceof TypeError)) throw error; // what fetch says of an unreachable service
      }
      this.removeAttribute("aria-busy");
      if (notice === null) return;
      this.#again = () => this.#ask(address, show);
      this.#notice("alert", notice, words.retry);
      this.#tell("error", { offer: this.getAttribute("offer"), status });
    }

    // #notice says a sentence above the widget, or nothing any more.
    #notice(role, sentence, retry) {
      this.#root.querySelector(".notice")?.remove();
      if (!sentence) return;
      const notice = Object.assign(document.createElement("div"), { className: "notice", role, lang: this.#language });
      notice.append(Object.assign(document.createElement("p"), { textContent: sentence }));
      if (retry) {
        notice.append(Object.assign(document.createElement("button"), { type: "button", className: "fr-btn fr-btn--sm", textContent: retry, onclick: () => this.#again?.() }));
      }
      this.#root.prepend(notice);
    }

    #clicked(event) {
      const { target } = event;
      const fold = target.closest("summary")?.parentElement;
      const anchor = target.closest('a[href^="#"]');
      if (fold?.dataset.block) setTimeout(() => this.#tell("toggle", { block: fold.dataset.block, open: fold.open }));
      if (anchor) {
        event.preventDefault();
        const aim = this.#root.querySelector(anchor.getAttribute("href"));
        for (let box = aim; box && box !== this.#widget; box = box.parentElement) if (box.matches("details")) box.open = true;
        aim.scrollIntoView({ block: "nearest" });
        aim.focus();
      }
    }

    get #widget() { return this.#root.querySelector(".widget"); }

    get #language() {
      const code = (this.closest("[lang]")?.lang || navigator.language).slice(0, 2).toLowerCase();
      return code in texts ? code : "fr";
    }

    #tell(name, detail) {
      this.dispatchEvent(new CustomEvent(`vigie-${name}`, { detail, bubbles: true, composed: true }));
    }
  }

  customElements.define("vigie-attractivity", VigieAttractivity);
})();
