/** How the page looks: on a screen, on a phone, on A4 paper. */

import { Html } from "./html-template.ts";

const base = `
:root { color-scheme: light; --ink: #1c1c1c; --soft: #5a5a5a; --line: #c9c9c9; --wash: #f4f2ec; }
* { box-sizing: border-box; }
html { font-size: 106.25%; -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
body { margin: 0; background: #fff; color: var(--ink); line-height: 1.5;
  font-family: "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia, "Noto Serif", serif; }
:lang(ko) body { word-break: keep-all; overflow-wrap: anywhere; line-height: 1.65;
  font-family: "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif; }
table, figure, .pieces, .made, .subtitle, footer, .conditions {
  font-family: system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Noto Sans", "Noto Sans CJK KR", sans-serif; }
main, footer { max-width: 60rem; margin: 0 auto; padding: 0 1.25rem; }
main { counter-reset: section; }
h1, h2 { line-height: 1.2; text-wrap: balance; }
h1 { font-size: 2.3rem; margin: 2.5rem 0 .25rem; font-weight: 600; letter-spacing: -.01em; }
section > h2 { counter-increment: section; font-size: 1.35rem; margin: 3rem 0 .75rem; padding-top: .5rem;
  border-top: 1px solid var(--ink); font-weight: 600; }
section > h2::before { content: counter(section) "\\2002"; color: var(--soft); font-weight: 400; }
p, li { max-width: 42rem; }
p { margin: .6rem 0; overflow-wrap: anywhere; }
.subtitle { font-size: 1.05rem; color: var(--soft); margin: 0; }
.made { font-size: .8rem; color: var(--soft); margin: .35rem 0 0; }
.result { font-size: 1.25rem; line-height: 1.45; margin: 1.75rem 0 .75rem; padding-left: 1rem; border-left: 4px solid var(--ink); }
.notice { border: 2px solid var(--ink); padding: .75rem 1rem; margin: 1.5rem 0; max-width: 44rem; }
.notice h2 { font-size: 1.1rem; margin: 0 0 .35rem; overflow-wrap: anywhere; }
.notice p { margin: 0; }
code { font-family: ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; font-size: .85em; overflow-wrap: anywhere; }
a { color: inherit; text-decoration: underline; text-decoration-color: #9a9a9a; text-underline-offset: .18em; }
a.q { text-decoration-style: dotted; text-decoration-color: #b5b5b5; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
footer { font-size: .8rem; color: var(--soft); padding-bottom: 2rem; margin-top: 3rem; }
`;

const tables = `
table { border-collapse: collapse; font-size: .85rem; line-height: 1.35; margin: 1.25rem 0;
  font-variant-numeric: tabular-nums lining-nums; border-bottom: 1.5px solid var(--ink); }
caption { text-align: left; padding-bottom: .5rem; }
thead th { border-top: 1.5px solid var(--ink); border-bottom: .75px solid var(--ink); vertical-align: bottom; font-weight: 600; }
th, td { padding: .22rem 0 .22rem 1.5rem; text-align: right; font-weight: 400; vertical-align: baseline; }
th:first-child, .word { text-align: left; }
th:first-child { padding-left: 0; }
thead small { display: block; font-weight: 400; font-size: .9em; }
tr.group th { font-weight: 600; padding-top: .7rem; text-align: left; }
tr.group ~ tr:not(.group) th { padding-left: .9rem; }
tbody tr:not(.group):hover { background: var(--wash); }
.columns { table-layout: fixed; width: 100%; }
.columns.of-1 { max-width: 30rem; }
.columns.of-2 { max-width: 40rem; }
.columns.of-3 { max-width: 50rem; }
.columns th:first-child { width: 17rem; }
.fields { min-width: min(100%, 34rem); }
.fields td.word { max-width: 24rem; }
.fields tbody th, .fields td:not(.word) { white-space: nowrap; }
td .label { display: none; }
.key { font-size: 1.05rem; }
dl { margin: .75rem 0; }
dd { margin: 0; overflow-wrap: anywhere; }
dt { font-weight: 600; }
.conditions { display: grid; grid-template-columns: minmax(0, 22rem) minmax(0, 1fr); gap: .2rem 1.25rem; font-size: .85rem; line-height: 1.45; }
.conditions dt { font-weight: 400; color: var(--soft); }
.definitions { display: grid; grid-template-columns: minmax(0, 11rem) minmax(0, 1fr); gap: .35rem 1.25rem; font-size: .95rem; }
.definitions dt:target, .definitions dt:target + dd { background: var(--wash); }
.replies { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .25rem 1rem; }
.note { font-size: .9rem; color: var(--soft); }
ol { padding-left: 1.4rem; }
ol li { margin-bottom: 1rem; padding-left: .25rem; }
ol li::marker { font-weight: 600; }
`;

const figures = `
.figures { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 2.5rem; align-items: start; }
figure { margin: 1.25rem 0; }
section > figure { display: grid; grid-template-columns: minmax(0, 29rem) minmax(0, 1fr); gap: 0 2rem; align-items: end; }
section > figure figcaption { padding-bottom: .6rem; max-width: 22rem; }
figure svg { display: block; width: 100%; height: auto; }
figcaption { font-size: .82rem; line-height: 1.4; color: var(--ink); margin-top: .4rem; }
.boundary { margin: 1rem 0; max-width: 34rem; }
.boundary p { margin: 0 0 .3rem; }
.pieces { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); align-items: center; font-size: .85rem; margin: .2rem 0; }
.pieces > div { display: flex; }
.piece { border: 1px solid var(--ink); text-align: center; padding: .15rem 0; margin-right: -1px; background: var(--wash); }
details { margin: .75rem 0; border-top: .75px solid var(--line); padding-top: .5rem; }
summary { cursor: pointer; font-weight: 600; }
`;

const phone = `
@media screen and (max-width: 44rem) {
  h1 { font-size: 1.75rem; margin-top: 1.5rem; }
  main, footer { padding: 0 1rem; }
  .figures, section > figure { grid-template-columns: minmax(0, 1fr); gap: 0; }
  figure { max-width: 34rem; }
  .columns.of-1, .columns.of-2 { table-layout: auto; }
  .columns th:first-child { width: auto; }
  .columns th, .columns td { padding-left: .5rem; overflow-wrap: break-word; }
  .columns th:first-child { padding-left: 0; }
  .columns.of-3 tr, .columns.of-4 tr { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); }
  .columns.of-3 tr { grid-template-columns: repeat(3, minmax(0, 1fr)); }
  .columns.of-3 tr > th:first-child, .columns.of-4 tr > th:first-child { grid-column: 1 / -1; width: auto; padding: .2rem 0 0; }
  .columns.of-3 tr > td, .columns.of-4 tr > td { padding-top: 0; }
  .columns.of-3 thead th, .columns.of-4 thead th { border: 0; font-size: .78em; }
  .columns.of-3 thead, .columns.of-4 thead { border-top: 1.5px solid var(--ink); border-bottom: .75px solid var(--ink); }
  .columns.of-3 thead th:first-child:empty, .columns.of-4 thead th:first-child:empty { display: none; }
  .columns.of-3 tr.group th:first-child, .columns.of-4 tr.group th:first-child { padding-top: .7rem; }
  .fields thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .fields, .fields tbody, .fields tr, .fields th, .fields td, .fields caption { display: block; max-width: none; }
  .fields { border-top: 1.5px solid var(--ink); min-width: 0; }
  .fields tbody th, .fields td:not(.word) { white-space: normal; }
  .fields caption { padding: .4rem 0; }
  .fields tr { padding: .4rem 0; border-top: .75px solid var(--line); }
  .fields tbody th, .fields tr.group ~ tr:not(.group) th { font-weight: 600; padding: 0; }
  .fields td { display: flex; justify-content: space-between; gap: 1rem; padding: .1rem 0; text-align: right; }
  .fields td .label { display: inline; color: var(--soft); text-align: left; }
  #repairs td { display: block; text-align: left; }
  .conditions, .definitions { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .conditions dd, .definitions dd { margin-bottom: .5rem; }
}
`;

const paper = `
@page { size: A4; margin: 16mm; }
@media print {
  html { font-size: 10pt; }
  main, footer { max-width: none; padding: 0; }
  h1 { margin-top: 0; }
  a, a.q { text-decoration: none; }
  a[href^="https"]::after { content: " (" attr(href) ")"; font-size: .8em; overflow-wrap: anywhere; }
  .screen, details:not([open]), #everySize:not(:has(details[open])) { display: none; }
  h2, caption, thead, section > p { break-after: avoid; }
  tr, figure, p, .boundary, .notice, dt, dd, li { break-inside: avoid; }
  section:not(#exchanges, #definitions, #everySize) { break-inside: avoid; }
  dt { break-after: avoid; }
  th, td { padding-top: .06rem; padding-bottom: .06rem; padding-left: 1rem; }
  tr.group th { padding-top: .4rem; }
  .definitions { font-size: .85rem; line-height: 1.4; gap: .2rem 1.25rem; }
  .columns th:first-child { width: 15rem; }
  section > figure { grid-template-columns: minmax(0, 26rem) minmax(0, 1fr); }
  ol li { margin-bottom: 24mm; }
  section > h2 { margin-top: 1.6rem; }
}
`;

export const style = new Html(`<style>${base}${tables}${figures}${phone}${paper}</style>`);
