// The page's own script: tooltips at once, series on and off, and the projection with zoom and pan.
(() => {
  "use strict";
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.setAttribute("role", "status");
  document.body.append(tip);

  const showTip = (text, x, y) => {
    tip.textContent = text;
    tip.style.display = "block";
    const box = tip.getBoundingClientRect();
    const left = Math.max(8, Math.min(x + 14, innerWidth - box.width - 8));
    const top = y + 18 + box.height > innerHeight ? y - box.height - 12 : y + 18;
    tip.style.left = left + "px";
    tip.style.top = Math.max(4, top) + "px";
  };
  const hideTip = () => { tip.style.display = "none"; };

  // What a mark says stands in its <title>; taken out of it, so that the browser does not say it again.
  for (const title of document.querySelectorAll("svg title")) {
    title.parentNode.dataset.tip = title.textContent;
    title.parentNode.setAttribute("aria-label", title.textContent);
    title.remove();
  }
  document.addEventListener("pointermove", (event) => {
    if (event.target.nodeName === "CANVAS") return;
    const mark = event.target.closest && event.target.closest("[data-tip]");
    if (mark) showTip(mark.dataset.tip, event.clientX, event.clientY);
    else hideTip();
  });
  document.addEventListener("pointerleave", hideTip);
  addEventListener("scroll", hideTip, { passive: true });

  const hiddenSeries = (figure) => new Set([...figure.querySelectorAll("button[data-series][aria-pressed=false]")]
    .map((button) => button.dataset.series));
  for (const button of document.querySelectorAll("button[data-series]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      const figure = button.closest("figure");
      for (const part of figure.querySelectorAll("svg [data-series]"))
        if (part.dataset.series === button.dataset.series) part.style.display = on ? "" : "none";
      figure.dispatchEvent(new Event("series"));
    });
  }

  const bytesOf = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

  const projection = (figure, data) => {
    const canvas = document.createElement("canvas");
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", data.summary + " Zoom with plus and minus, move with the arrow keys.");
    const still = figure.querySelector("svg");
    still.replaceWith(canvas);
    const context = canvas.getContext("2d");
    const raw = new DataView(bytesOf(data.xy).buffer);
    const cluster = bytesOf(data.cluster);
    const n = cluster.length;
    const xs = new Float32Array(n);
    const ys = new Float32Array(n);
    for (let i = 0; i < n; i += 1) {
      xs[i] = data.x0 + (data.x1 - data.x0) * raw.getUint16(4 * i, true) / 65535;
      ys[i] = data.y0 + (data.y1 - data.y0) * raw.getUint16(4 * i + 2, true) / 65535;
    }
    const names = data.names.split("\n");
    let view = null;
    let width = 0;
    let height = 0;
    const pad = { left: 40, right: 12, top: 12, bottom: 40 };

    // One unit is as long on both axes; the whole cloud fits in.
    const home = () => {
      const unit = Math.max((data.x1 - data.x0) / (width - pad.left - pad.right),
        (data.y1 - data.y0) / (height - pad.top - pad.bottom)) * 1.04;
      return { x: (data.x0 + data.x1) / 2, y: (data.y0 + data.y1) / 2, unit };
    };
    const middleX = () => pad.left + (width - pad.left - pad.right) / 2;
    const middleY = () => pad.top + (height - pad.top - pad.bottom) / 2;
    const toX = (x) => middleX() + (x - view.x) / view.unit;
    const toY = (y) => middleY() - (y - view.y) / view.unit;
    const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

    const step = (span) => {
      const rough = span / 6;
      const power = 10 ** Math.floor(Math.log10(rough));
      return [1, 2, 5, 10].map((f) => f * power).find((s) => s >= rough) || 10 * power;
    };
    const axes = () => {
      const size = step(view.unit * width);
      const digits = Math.max(0, -Math.floor(Math.log10(size)));
      context.strokeStyle = colour("--grid");
      context.fillStyle = colour("--muted");
      context.lineWidth = 1;
      context.textAlign = "center";
      const left = view.x - (middleX() - pad.left) * view.unit;
      const right = view.x + (width - pad.right - middleX()) * view.unit;
      for (let t = Math.ceil(left / size) * size; t <= right; t += size) {
        context.beginPath();
        context.moveTo(toX(t), pad.top);
        context.lineTo(toX(t), height - pad.bottom);
        context.stroke();
        context.fillText((Math.abs(t) < size / 2 ? 0 : t).toFixed(digits), toX(t), height - pad.bottom + 16);
      }
      context.textAlign = "right";
      const low = view.y - (height - pad.bottom - middleY()) * view.unit;
      const high = view.y + (middleY() - pad.top) * view.unit;
      for (let t = Math.ceil(low / size) * size; t <= high; t += size) {
        context.beginPath();
        context.moveTo(pad.left, toY(t));
        context.lineTo(width - pad.right, toY(t));
        context.stroke();
        context.fillText((Math.abs(t) < size / 2 ? 0 : t).toFixed(digits), pad.left - 6, toY(t) + 4);
      }
      context.textAlign = "center";
      context.fillText(data.xTitle, middleX(), height - 6);
      context.save();
      context.translate(11, middleY());
      context.rotate(-Math.PI / 2);
      context.fillText(data.yTitle, 0, 0);
      context.restore();
    };
    const centers = (hidden) => {
      context.textAlign = "center";
      context.font = "600 13px system-ui,sans-serif";
      data.centers.forEach((center, k) => {
        if (hidden.has(String(k))) return;
        const x = toX(center.x);
        const y = toY(center.y);
        if (x < pad.left || x > width - pad.right || y < pad.top || y > height - pad.bottom) return;
        context.fillStyle = colour("--card");
        context.strokeStyle = colour("--ink");
        context.lineWidth = 2;
        context.beginPath();
        context.arc(x, y, 11, 0, 7);
        context.fill();
        context.stroke();
        context.fillStyle = colour("--ink");
        context.fillText(String(k + 1), x, y + 4.5);
      });
    };
    const draw = () => {
      const ratio = devicePixelRatio || 1;
      const box = canvas.getBoundingClientRect();
      if (box.width !== width || canvas.width !== Math.round(box.width * ratio)) {
        width = box.width;
        height = Math.round(Math.min(width * 0.68, 620));
        if (width < 500) height = Math.round(width * 0.95);
        canvas.style.height = height + "px";
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
        view = home();
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      context.font = "12px system-ui,sans-serif";
      axes();
      const hidden = hiddenSeries(figure);
      const zoom = home().unit / view.unit;
      const radius = Math.min(5, (width < 500 ? 1.1 : 1.5) * Math.sqrt(zoom));
      const colours = data.centers.map((_, k) => colour("--k" + k));
      context.save();
      context.beginPath();
      context.rect(pad.left, pad.top, width - pad.left - pad.right, height - pad.top - pad.bottom);
      context.clip();
      context.globalAlpha = Math.min(0.9, Math.max(0.3, (3000 / n) * zoom));
      for (let i = 0; i < n; i += 1) {
        if (hidden.has(String(cluster[i]))) continue;
        const x = toX(xs[i]);
        const y = toY(ys[i]);
        if (x < 0 || x > width || y < 0 || y > height) continue;
        context.fillStyle = colours[cluster[i]];
        context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
      }
      context.restore();
      centers(hidden);
      canvas.dataset.drawn = String(n);
    };
    let queued = false;
    const redraw = () => {
      if (queued) return;
      queued = true;
      requestAnimationFrame(() => { queued = false; draw(); });
    };
    const zoomAt = (factor, x, y) => {
      const unit = Math.min(home().unit * 1.5, Math.max(home().unit / 200, view.unit / factor));
      view.x += (x - middleX()) * (view.unit - unit);
      view.y -= (y - middleY()) * (view.unit - unit);
      view.unit = unit;
      redraw();
    };
    const place = (event) => {
      const box = canvas.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    const pick = (event) => {
      const [px, py] = place(event);
      const hidden = hiddenSeries(figure);
      let best = 81;
      let found = -1;
      for (let i = 0; i < n; i += 1) {
        const dx = toX(xs[i]) - px;
        const dy = toY(ys[i]) - py;
        const d = dx * dx + dy * dy;
        if (d < best && !hidden.has(String(cluster[i]))) { best = d; found = i; }
      }
      if (found < 0) return hideTip();
      return showTip(names[found] + "\ncluster " + (cluster[found] + 1) + ": " + data.centers[cluster[found]].name,
        event.clientX, event.clientY);
    };
    const pointers = new Map();
    canvas.addEventListener("pointerdown", (event) => {
      pointers.set(event.pointerId, place(event));
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => {
      const before = pointers.get(event.pointerId);
      if (!before) return pick(event);
      const now = place(event);
      if (pointers.size === 2) {
        const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
        const apart = (p) => Math.hypot(p[0] - other[0], p[1] - other[1]) || 1;
        zoomAt(apart(now) / apart(before), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
      } else {
        view.x -= (now[0] - before[0]) * view.unit;
        view.y += (now[1] - before[1]) * view.unit;
        redraw();
      }
      pointers.set(event.pointerId, now);
      return hideTip();
    });
    for (const name of ["pointerup", "pointercancel"])
      canvas.addEventListener(name, (event) => pointers.delete(event.pointerId));
    canvas.addEventListener("pointerleave", hideTip);
    canvas.addEventListener("dblclick", (event) => zoomAt(2, ...place(event)));
    canvas.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && document.activeElement !== canvas) return;
      event.preventDefault();
      zoomAt(Math.exp(-event.deltaY / 400), ...place(event));
    }, { passive: false });
    const move = (x, y) => { view.x += x * view.unit; view.y += y * view.unit; redraw(); };
    const keys = {
      "+": () => zoomAt(1.5, middleX(), middleY()),
      "-": () => zoomAt(1 / 1.5, middleX(), middleY()),
      0: () => { view = home(); redraw(); },
      ArrowLeft: () => move(-40, 0),
      ArrowRight: () => move(40, 0),
      ArrowUp: () => move(0, 40),
      ArrowDown: () => move(0, -40),
    };
    canvas.addEventListener("keydown", (event) => {
      const key = event.key === "=" ? "+" : event.key;
      if (!keys[key]) return;
      event.preventDefault();
      keys[key]();
    });
    for (const button of figure.querySelectorAll("button[data-zoom]")) {
      button.hidden = false;
      button.addEventListener("click", () => keys[button.dataset.zoom]());
    }
    figure.addEventListener("series", redraw);
    addEventListener("resize", redraw);
    addEventListener("beforeprint", draw);
    matchMedia("(prefers-color-scheme:dark)").addEventListener("change", redraw);
    draw();
  };

  const data = document.getElementById("points");
  if (data) projection(document.getElementById("projection"), JSON.parse(data.textContent));
})();
