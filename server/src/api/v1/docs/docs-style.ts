/** How the documentation page looks, in light and in dark. */

/** The style sheet. */
export const docsStyle = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f4f5f7; --line: #d5d9e0; --text: #1c2230; --quiet: #566072; --accent: #0b5cad;
  --get: #0b6b3a; --post: #0b5cad; --put: #8a4b00; --patch: #7a3b9c; --delete: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171d; --raised: #1d2129; --line: #363d4a; --text: #e6e9ef; --quiet: #a3adbd; --accent: #7db7f5;
    --get: #6fce9b; --post: #7db7f5; --put: #f0b263; --patch: #cda0ea; --delete: #ff9a92;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0; display: grid; grid-template-columns: 16rem minmax(0, 1fr);
  background: var(--ground); color: var(--text); font: 1rem/1.55 system-ui, sans-serif;
}
a { color: var(--accent); text-underline-offset: 0.2em; }
a:focus-visible, main:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
code { font: 0.9em/1.5 ui-monospace, 'DejaVu Sans Mono', monospace; overflow-wrap: anywhere; }
.skip { position: absolute; left: -100rem; background: var(--ground); padding: 0.75rem 1rem; z-index: 1; }
.skip:focus { left: 0; top: 0; }
nav {
  position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.25rem 0.75rem;
  background: var(--raised); border-right: 1px solid var(--line);
}
nav ul { list-style: none; margin: 0; padding: 0; }
nav a {
  display: flex; justify-content: space-between; padding: 0.3rem 0.6rem; border-radius: 6px;
  color: var(--text); text-decoration: none;
}
nav a:hover { background: var(--line); }
nav span { color: var(--quiet); font-variant-numeric: tabular-nums; }
main { padding: 2rem clamp(1rem, 4vw, 3rem) 6rem; max-width: 68rem; }
main:focus { outline: none; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 0.5rem; }
h2 { font-size: 1.5rem; margin: 3rem 0 0.5rem; padding-top: 1rem; border-top: 2px solid var(--line); }
h3 { font-size: 1.05rem; margin: 0 0 0.25rem; }
h3 a { color: inherit; text-decoration: none; }
h3 a:hover { text-decoration: underline; }
p { margin: 0.25rem 0 0.75rem; max-width: 48rem; }
.index { list-style: none; padding: 0; margin: 0 0 1.5rem; }
.index li { display: flex; flex-wrap: wrap; column-gap: 1rem; padding: 0.2rem 0; }
.index li > span { color: var(--quiet); }
.index a { text-decoration: none; color: var(--text); }
.index a:hover { text-decoration: underline; }
article {
  border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.25rem 1.25rem; margin: 0 0 1.25rem;
}
article:target { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
.method { display: inline-block; min-width: 4.2rem; font: 700 0.8rem/1.5 ui-monospace, monospace; }
.get { color: var(--get); } .post { color: var(--post); } .put { color: var(--put); }
.patch { color: var(--patch); } .delete { color: var(--delete); }
dl { display: grid; grid-template-columns: 10rem minmax(0, 1fr); gap: 0.2rem 1rem; margin: 0 0 0.75rem; }
dt, .label, caption { color: var(--quiet); font-size: 0.9rem; }
dd { margin: 0; }
.label { margin: 0.75rem 0 0.25rem; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 0.75rem 0 0; font-size: 0.94rem; }
caption { text-align: left; padding: 0 0 0.25rem; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.75rem 0.35rem 0; border-top: 1px solid var(--line); }
th { font-weight: 400; }
th, td, dd, li { overflow-wrap: anywhere; }
thead th { color: var(--quiet); font-size: 0.85rem; border-top: 0; padding-bottom: 0.15rem; }
thead th:nth-child(1) { width: 30%; } thead th:nth-child(2) { width: 28%; }
#errors > table thead th:nth-child(2) { width: 10%; }
em { font-style: normal; font-size: 0.8rem; color: var(--accent); }
tr:target { background: var(--raised); }
pre {
  margin: 0; padding: 0.75rem 1rem; border-radius: 8px; background: var(--raised);
  white-space: pre-wrap; overflow-wrap: anywhere;
}
@media (max-width: 56rem) {
  body { display: block; }
  nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line); }
  nav ul { columns: 2; }
  dl { grid-template-columns: 1fr; }
  dd { margin-bottom: 0.4rem; }
}
@media print { nav, .skip { display: none; } body { display: block; } }
`;
