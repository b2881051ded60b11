#!/bin/sh
# Executes every notebook of this folder against a lake, without a browser.
#
#   sh notebooks/run.sh                     the demonstration's lake, made if there is none
#   VIGIE_LAKE=/data/lake sh notebooks/run.sh   that lake, only read
#
# Packages go to notebooks/.venv, executed copies to notebooks/.out. PYTHON names
# another interpreter. Exit code 0: all executed, or they could not be for want of
# Python or of PyPI, which it says; else 1.
set -eu

lake=${VIGIE_LAKE:-}
case $lake in "" | /*) ;; *) lake=$PWD/$lake ;; esac
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
venv=$root/notebooks/.venv
requirements=$root/notebooks/requirements.txt
stamp=$venv/installed

not_executed() {
	echo "notebooks: NOT EXECUTED: $1"
	exit 0
}

# A Python that the pinned packages have wheels for.
python=
for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
	if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
		python=$(command -v "$candidate")
		break
	fi
done
[ -n "$python" ] || not_executed "no Python 3.11 or later here (Debian, Ubuntu: apt-get install python3 python3-venv)."

"$python" notebooks/execute.py --check

# What the environment was made from: another Python or other requirements make a new one.
wanted=$("$python" -c 'import sys; print(sys.version)' && cat "$requirements")
if [ ! -x "$venv/bin/python" ] || [ ! -f "$stamp" ] || [ "$wanted" != "$(cat "$stamp")" ]; then
	echo "notebooks: first set-up, packages from PyPI into notebooks/.venv (half a minute or so)…"
	rm -rf "$venv"
	if ! log=$("$python" -m venv "$venv" 2>&1); then
		rm -rf "$venv"
		not_executed "$python can't make a virtual environment (Debian, Ubuntu: apt-get install python3-venv).
$log"
	fi
	if ! log=$("$venv/bin/python" -m pip --disable-pip-version-check --no-input install --quiet --prefer-binary \
		--retries 2 --timeout 30 --requirement "$requirements" 2>&1); then
		# Is it the network, or the requirements? A small package that everybody has tells.
		reached=no
		if "$venv/bin/python" -m pip --disable-pip-version-check --no-input download --quiet --no-deps --no-cache-dir \
			--retries 1 --timeout 15 --dest "$venv/probe" six >/dev/null 2>&1; then
			reached=yes
		fi
		rm -rf "$venv"
		printf '%s\n' "$log" | tail -n 5 >&2
		[ "$reached" = yes ] || not_executed "PyPI can't be reached for the packages of notebooks/requirements.txt."
		echo "notebooks: the packages of notebooks/requirements.txt can't be installed" >&2
		exit 1
	fi
	printf '%s\n' "$wanted" >"$stamp"
fi

if [ -n "$lake" ]; then
	if [ ! -f "$lake/CURRENT" ]; then
		echo "notebooks: no published snapshot in VIGIE_LAKE=$lake; unset it to use the demonstration's" >&2
		exit 1
	fi
else
	lake=$root/demo/lake
	if [ ! -f "$lake/CURRENT" ]; then
		if [ ! -x bin/vigie ]; then
			echo "notebooks: bin/vigie is missing; run: make build" >&2
			exit 1
		fi
		echo "notebooks: making the demonstration's lake…"
		if ! log=$(bin/vigie demo --once 2>&1); then
			printf '%s\n' "$log" | tail -n 20 >&2
			echo "notebooks: the demonstration's lake could not be made" >&2
			exit 1
		fi
	fi
fi

if ! VIGIE_LAKE=$lake "$venv/bin/python" notebooks/execute.py; then
	echo "notebooks: a cell failed on $lake; if another version of the program made that lake, make it again and retry" >&2
	exit 1
fi
