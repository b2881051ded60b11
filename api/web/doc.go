// Package web draws the pages: HTML made of answers, in French and for the
// widget in English too, charts as SVG with their data beside them, and the
// design system's files. Folding is <details>, charts are drawn here: a page
// needs no script, and the widget's own, vigie.js, only carries it elsewhere.
//
// It never reads a snapshot and never decides who may see what: package api
// does, and hands answers over. Start with Offer and widget.html.
package web
