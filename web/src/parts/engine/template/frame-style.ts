/**
 * How a drawn template looks. Templates choose their colours for white paper and name the classes of Bootstrap 3, so the
 * frame is white in both themes and knows the classes that lay out reports.
 */

/** The rules of the frame. */
export const frameStyle = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;padding:12px;background:#fff;color:#22262d;font:13px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,h4,h5,h6{margin:12px 0 6px;font-size:14px;line-height:1.3}
p,dl,ul,ol,pre,table{margin:0 0 10px}
pre,code,samp,kbd{font:12px/1.5 ui-monospace,monospace;white-space:pre-wrap}
pre{padding:8px;background:#f4f5f7;border-radius:4px}
table{border-collapse:collapse;width:100%}
th,td{padding:4px 8px 4px 0;border-bottom:1px solid #e3e6ea;text-align:left;vertical-align:top}
th{overflow-wrap:normal}
hr{border:0;border-top:1px solid #e3e6ea}
img{max-width:100%}
dt{font-weight:600}
dd{margin:0 0 4px}
.dl-horizontal{display:grid;grid-template-columns:minmax(96px,28%) minmax(0,1fr);gap:2px 12px}
.dl-horizontal dd{margin:0}
.panel{margin-bottom:12px;border:1px solid #d5d9df;border-radius:4px}
.panel-heading,summary{padding:6px 10px;background:#f4f5f7;border-bottom:1px solid #d5d9df;font-weight:600}
.panel-body{padding:10px}
.panel-danger>.panel-heading{background:#fbe4e3;color:#7d1a14}
.panel-warning>.panel-heading{background:#fdf0d3;color:#664700}
.panel-success>.panel-heading{background:#def2e3;color:#155724}
.panel-info>.panel-heading{background:#e1edfb;color:#123f73}
.label,.badge{display:inline-block;padding:1px 6px;border-radius:3px;background:#5a6270;color:#fff;font-size:12px;font-weight:600}
.label-danger,.badge-danger{background:#b3261e}
.label-warning,.badge-warning{background:#8a5a00}
.label-success,.badge-success{background:#1e7a37}
.label-info,.label-primary,.badge-info,.badge-primary{background:#1f5fa8}
.text-danger{color:#b3261e}
.text-warning{color:#8a5a00}
.text-success{color:#1e7a37}
.text-info,.text-primary{color:#1f5fa8}
.text-muted{color:#5a6270}
.text-center{text-align:center}
.text-right{text-align:right}
.alert{margin-bottom:10px;padding:8px 10px;border-radius:4px;background:#f4f5f7}
.alert-danger{background:#fbe4e3;color:#7d1a14}
.alert-warning{background:#fdf0d3;color:#664700}
.alert-success{background:#def2e3;color:#155724}
.alert-info{background:#e1edfb;color:#123f73}
.progress{height:16px;border-radius:3px;background:#e3e6ea;overflow:hidden}
.progress-bar{height:100%;background:#1f5fa8;color:#fff;font-size:11px}
.nowrap{white-space:nowrap}
.link{text-decoration:underline dotted}
`;
