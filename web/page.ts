// What the pages can do beyond links and forms: keys, a readout on charts, charts as PNG. Without it all of them still work.

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox]), select, textarea");
}

// ---- keys: / search, j k rows, Enter opens, g + letter goes to a page; forms name keys of their own (data-key)

const PAGES: Record<string, string> = { o: "/", e: "/events", a: "/actors", d: "/dyad", m: "/map", n: "/network", c: "/compare", r: "/review" };
let row = -1;
let going = false;

function move(step: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  if (rows.length === 0) return;
  rows[row]?.classList.remove("at");
  row = Math.min(Math.max(row + step, 0), rows.length - 1);
  rows[row]?.classList.add("at");
  rows[row]?.querySelector<HTMLAnchorElement>("a.type, a")?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && event.target instanceof HTMLElement) event.target.blur();
  if (typing(event.target)) return;
  if (going) {
    going = false;
    const page = PAGES[event.key];
    if (page) location.assign(page);
    return;
  }
  const button = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key)}"]`);
  if (button) {
    event.preventDefault();
    button.focus();
    if (button instanceof HTMLButtonElement) button.click();
  } else if (event.key === "/") {
    event.preventDefault();
    document.querySelector<HTMLInputElement>("main input[type=search], #find")?.focus();
  } else if (event.key === "g") {
    going = true;
  } else if (event.key === "j" || event.key === "k") {
    move(event.key === "j" ? 1 : -1);
  }
});
document.querySelector<HTMLElement>(".keys")?.removeAttribute("hidden");

// ---- charts: what a title says is shown at once, not after the browser's pause

const told = document.createElement("div");
told.className = "told";
told.hidden = true;
told.setAttribute("aria-hidden", "true");
document.body.append(told);

function tell(event: PointerEvent): void {
  const shape = event.target instanceof Element ? event.target.closest("svg.chart *:has(> title)") : null;
  const words = shape && shape.tagName !== "svg" ? shape.querySelector(":scope > title")?.textContent : "";
  told.hidden = !words;
  if (!words) return;
  told.textContent = words;
  told.style.left = `${Math.min(event.clientX + 14, innerWidth - 240)}px`;
  told.style.top = `${event.clientY + 16}px`;
}
for (const chart of document.querySelectorAll<SVGElement>("svg.chart")) {
  chart.addEventListener("pointermove", tell);
  chart.addEventListener("pointerleave", () => (told.hidden = true));
}

// ---- charts as PNG: the SVG file, drawn at twice its size

function savePng(link: HTMLAnchorElement): void {
  const picture = new Image();
  picture.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = picture.naturalWidth * 2;
    canvas.height = picture.naturalHeight * 2;
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => {
      if (!blob) return;
      const saved = document.createElement("a");
      saved.href = URL.createObjectURL(blob);
      saved.download = `${link.closest("figure")?.dataset["chart"] ?? "chart"}.png`;
      saved.click();
      setTimeout(() => URL.revokeObjectURL(saved.href), 10_000);
    });
  };
  picture.src = link.href;
}

for (const link of document.querySelectorAll<HTMLAnchorElement>("figure.drawn figcaption a")) {
  const button = document.createElement("a");
  button.href = link.href;
  button.textContent = "PNG";
  button.addEventListener("click", (event) => {
    event.preventDefault();
    savePng(link);
  });
  link.after(button);
}
