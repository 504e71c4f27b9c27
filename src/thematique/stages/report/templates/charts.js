"use strict";
// Draws the charts of the page, in light or dark, and saves them as images on request.
(function () {
  const PRINT_WIDTH = 680;
  const figures = JSON.parse(document.getElementById("figures").textContent);
  const darkened = new Map(Object.entries(JSON.parse(document.getElementById("dark").textContent)));
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const config = {displayModeBar: false, responsive: true, scrollZoom: false, showTips: false};

  function copy(value, swap) {
    if (Array.isArray(value)) return value.map((item) => copy(item, swap));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item, swap)]));
    }
    return swap && darkened.has(value) ? darkened.get(value) : value;
  }

  function draw(isDark, width) {
    for (const [name, figure] of Object.entries(figures)) {
      const {data, layout} = copy(figure, isDark);
      if (width) Object.assign(layout, {width: width, autosize: false});
      Plotly.react("chart-" + name, data, layout, config);
    }
  }

  function save(button) {
    const {data, layout} = copy(figures[button.dataset.chart], false);
    const chart = document.getElementById("chart-" + button.dataset.chart);
    const size = {width: Math.max(chart.clientWidth, PRINT_WIDTH), height: layout.height};
    Plotly.downloadImage({data, layout: {...layout, ...size}}, {
      ...size, format: button.dataset.format, filename: button.dataset.chart, scale: button.dataset.format === "png" ? 2 : 1,
    });
  }

  const closed = [];
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details[data-print]:not([open])").forEach((item) => { item.open = true; closed.push(item); });
    draw(false, PRINT_WIDTH);
  });
  window.addEventListener("afterprint", function () {
    closed.splice(0).forEach((item) => { item.open = false; });
    draw(dark.matches);
  });
  dark.addEventListener("change", () => draw(dark.matches));
  document.querySelectorAll("button[data-chart]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => save(button));
  });
  draw(dark.matches);
})();
