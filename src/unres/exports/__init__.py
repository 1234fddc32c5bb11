"""One module a format. Every exporter reads the models, and none reads the text behind them but to quote a label.

Exporters are called by their own modules (`unres.exports.html.to_html`); `unres` re-exports them lazily, so that a
program that only parses never loads them.
"""
