// Package web draws the pages: French HTML made of answers, charts as SVG with
// their data beside them, and the design system's files. The pages have no
// script: folding is <details>, charts are drawn here.
//
// It never reads a snapshot and never decides who may see what: package api
// does, and hands answers over. Start with Offer and widget.html.
package web
