// The page « Et si… » without its button: other terms are asked as they are
// written, and what the service answers is put in place of what it answered
// before. Texts, figures and drawings are the service's own.
(() => {
  const form = document.querySelector("form[data-terms]");
  const summary = document.querySelector("[data-summary]");
  const pause = 300; // milliseconds without a key
  let planned = 0;
  let asked = null;

  function plan(wait) {
    clearTimeout(planned);
    planned = setTimeout(ask, wait);
  }

  function address() {
    const wanted = new URL(form.action);
    for (const [name, value] of new FormData(form)) if (value.trim()) wanted.searchParams.set(name, value.trim());
    return wanted;
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    const wanted = address();
    form.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(wanted, { headers: { Accept: "text/html" }, signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (signal.aborted) return;
      show(page);
      history.replaceState(null, "", wanted);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof TypeError)) throw error; // what fetch says of an unreachable service
      say("Le service est injoignable : vérifier la connexion, puis changer une condition pour réessayer.", true);
    }
    form.removeAttribute("aria-busy");
  }

  // show takes the answer in, and leaves alone the form and what is folded.
  function show(page) {
    const told = page.querySelector("[data-summary]");
    say((told ?? page.querySelector(".band") ?? page.querySelector("h1")).textContent, !told || told.matches(".refused"));
    const result = page.querySelector("[data-result]");
    if (!result) return; // a refused field: what was shown stays
    const old = document.querySelector("[data-result]");
    for (const block of result.querySelectorAll("details[data-block]")) {
      const was = old.querySelector(`details[data-block="${block.dataset.block}"]`);
      if (was) block.open = was.open;
    }
    old.replaceWith(result);
  }

  function say(sentence, refused) {
    summary.classList.toggle("refused", refused);
    if (summary.textContent !== sentence) summary.textContent = sentence;
  }

  form.addEventListener("input", () => plan(pause));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    plan(0);
  });
  form.querySelector("[data-reset]").addEventListener("click", (event) => {
    event.preventDefault();
    for (const field of form.elements) {
      if (field.matches("input, textarea")) field.value = "";
      if (field.matches("select")) field.selectedIndex = 0;
    }
    plan(0);
  });
})();
