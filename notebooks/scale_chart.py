"""Draws docs/national.svg, time and memory of a night against scale, from
docs/national.csv, which `make national` measures.

Usage: python scale_chart.py docs/national.csv docs/national.svg
"""
import csv
import sys

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt

source, target = sys.argv[1:3]
with open(source, encoding="utf-8") as f:
    rows = list(csv.DictReader(f))

plt.rcParams["svg.hashsalt"] = "vigie"  # the same figures, the same file
figure, (time, memory) = plt.subplots(1, 2, figsize=(10, 4))
for night, label, colour in [("first", "first load", "#000091"), ("delta", "one day's delta", "#c9191e")]:
    of = [r for r in rows if r["night"] == night]
    scale = [float(r["scale"]) for r in of]
    time.plot(scale, [float(r["seconds"]) for r in of], "o-", color=colour, label=label)
    memory.plot(scale, [float(r["peak_mb"]) / 1000 for r in of], "o-", color=colour, label=label)
first = [r for r in rows if r["night"] == "first"]
x0, y0 = float(first[0]["scale"]), float(first[0]["seconds"])
ends = [x0, float(first[-1]["scale"])]
time.plot(ends, [y0 * (x / x0) ** 1.1 for x in ends], ":", color="#666666", label="growth as n^1.1")
for axes, title, unit, bound in [(time, "Time", "seconds", (1200, "first load, at most")), (memory, "Peak memory", "GB", (12, "at most"))]:
    axes.set(title=title, xlabel="scale (1 = France over 24 months)", ylabel=unit, xscale="log")
    axes.axhline(bound[0], color="#666666", linewidth=0.8)
    axes.annotate(bound[1], (x0, bound[0]), textcoords="offset points", xytext=(0, 3), fontsize=8, color="#666666")
    axes.grid(alpha=0.3)
    axes.legend(fontsize=8, frameon=False)
time.set_yscale("log")
time.axhline(300, color="#666666", linewidth=0.8)
time.annotate("delta, at most", (x0, 300), textcoords="offset points", xytext=(0, 3), fontsize=8, color="#666666")
figure.tight_layout()
figure.savefig(target, metadata={"Date": None})
