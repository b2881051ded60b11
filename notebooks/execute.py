"""Check, strip or execute the notebooks of this folder.

    python execute.py --check   fail when a committed notebook holds outputs (needs no package)
    python execute.py --strip   remove outputs from the notebooks, before committing
    python execute.py           execute each into .out/, one line each; fail when a cell fails
"""

import json
import os
import re
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUT = HERE / ".out"
CELL_SECONDS = 600
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def notebooks():
    return sorted(HERE.glob("*.ipynb"))


def stripped(text):
    """The notebook as it is committed: no output, no count, no mark of who ran it."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        if cell["cell_type"] == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
    notebook["metadata"] = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def check():
    dirty = [path.name for path in notebooks() if json.loads(path.read_text("utf-8")) != json.loads(stripped(path.read_text("utf-8")))]
    if dirty:
        print(f"notebooks: outputs or run metadata in {', '.join(dirty)}; remove them with: python3 notebooks/execute.py --strip")
    return 1 if dirty else 0


def strip():
    for path in notebooks():
        path.write_text(stripped(path.read_text("utf-8")), "utf-8")
    return 0


def failing_cell(notebook):
    """The first cell that ended in an error, with its place, or None."""
    for place, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                return place, cell, COLOURS.sub("", "\n".join(output.traceback))
    return None


def execute_one(path):
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
    from traitlets.config import Config

    notebook = nbformat.read(path, as_version=4)
    start, error = time.monotonic(), None
    with tempfile.TemporaryDirectory(prefix="nb-") as sockets:  # not TCP: nobody else can talk to the kernel
        config = Config(KernelManager={"transport": "ipc", "connection_file": f"{sockets}/kernel.json"})
        resources = {"metadata": {"path": str(HERE)}}
        client = NotebookClient(notebook, kernel_name="python3", timeout=CELL_SECONDS, resources=resources, config=config)
        try:
            client.execute()
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as failure:
            error = failure
    seconds = time.monotonic() - start
    nbformat.write(notebook, OUT / path.name)
    if error is None:
        print(f"notebooks: {path.name} executed in {seconds:.1f} s", flush=True)
        return True
    print(f"notebooks: {path.name} FAILED after {seconds:.1f} s", flush=True)
    failed = failing_cell(notebook)
    if failed is None:
        print(COLOURS.sub("", str(error)))
    else:
        place, cell, trace = failed
        print(f"cell {place} ({cell.get('id', 'no id')}):\n{trace}")
    return False


def execute():
    OUT.mkdir(exist_ok=True)
    results = [execute_one(path) for path in notebooks()]
    return 0 if all(results) else 1


if __name__ == "__main__":
    modes = {(): execute, ("--check",): check, ("--strip",): strip}
    mode = modes.get(tuple(sys.argv[1:]))
    if mode is None:
        sys.exit(__doc__)
    # What Jupyter, IPython and Matplotlib write for themselves stays beside their packages.
    state = Path(sys.prefix) / "state"
    if mode is execute:
        os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"  # this environment's kernel, not one of the user's
        os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # no debugger, no warning about it
        for name in ("IPYTHONDIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "MPLCONFIGDIR"):
            os.environ[name] = str(state / name.lower())
            Path(os.environ[name]).mkdir(parents=True, exist_ok=True)
    sys.exit(mode())
