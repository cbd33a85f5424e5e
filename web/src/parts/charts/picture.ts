/**
 * A part of the page as a picture: grounds, borders, texts and charts are painted where they stand, in the colours they
 * have. No library and no server see the figures.
 */

/** Pixels of the picture for each of the page: sharp when it is printed. */
const density = 2;
/** Longest side of a picture, in its own pixels; browsers give up above. */
const longest = 16_000;

/** Paints an element with all that is in it. Rejects when the browser makes no picture of it. */
export async function pictureOf(element: HTMLElement): Promise<Blob> {
  const box = element.getBoundingClientRect();
  const width = element.scrollWidth;
  const height = element.scrollHeight;
  const scale = Math.min(density, longest / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  const ink = canvas.getContext('2d');
  if (ink === null) throw new Error('This browser paints no pictures');
  ink.scale(scale, scale);
  ink.fillStyle = getComputedStyle(document.body).backgroundColor;
  ink.fillRect(0, 0, width, height);
  ink.translate(-box.left + element.scrollLeft, -box.top + element.scrollTop);
  paint(ink, element);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('The picture is too large for this browser'));
      else resolve(blob);
    }, 'image/png');
  });
}

function paint(ink: CanvasRenderingContext2D, element: Element): void {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  if (
    style.display === 'none' ||
    style.visibility === 'hidden' ||
    element.matches('.sk-hidden, [data-off-picture]')
  )
    return;
  paintGround(ink, style, box);
  if (element instanceof HTMLCanvasElement) {
    if (element.width > 0 && element.height > 0)
      ink.drawImage(element, box.left, box.top, box.width, box.height);
    return;
  }
  if (element instanceof SVGSVGElement) {
    paintLines(ink, element, style, box);
    return;
  }
  for (const child of element.childNodes) {
    if (child instanceof Text) paintText(ink, child, style);
    else if (child instanceof Element) paint(ink, child);
  }
}

function paintGround(ink: CanvasRenderingContext2D, style: CSSStyleDeclaration, box: DOMRect): void {
  if (box.width === 0 || box.height === 0) return;
  const radius = Number.parseFloat(style.borderTopLeftRadius) || 0;
  const line = Number.parseFloat(style.borderTopWidth) || 0;
  ink.beginPath();
  ink.roundRect(box.left, box.top, box.width, box.height, Math.min(radius, box.height / 2));
  ink.fillStyle = style.backgroundColor;
  ink.fill();
  if (style.backgroundImage.includes('repeating')) paintHatch(ink, style, box);
  if (line === 0 || style.borderTopStyle === 'none') return;
  ink.strokeStyle = style.borderTopColor;
  ink.lineWidth = line;
  ink.stroke();
}

/** Hatched grounds stay hatched: their colour is that of the element's text. */
function paintHatch(ink: CanvasRenderingContext2D, style: CSSStyleDeclaration, box: DOMRect): void {
  ink.save();
  ink.clip();
  ink.strokeStyle = style.color;
  ink.lineWidth = 1.5;
  ink.beginPath();
  for (let at = box.left - box.height; at < box.right; at += 5) {
    ink.moveTo(at, box.bottom);
    ink.lineTo(at + box.height, box.top);
  }
  ink.stroke();
  ink.restore();
}

/** Courses beside figures are lines of points in the space of their view box. */
function paintLines(
  ink: CanvasRenderingContext2D,
  element: SVGSVGElement,
  style: CSSStyleDeclaration,
  box: DOMRect,
): void {
  const view = element.viewBox.baseVal;
  if (view === null || view.width === 0 || view.height === 0) return;
  ink.strokeStyle = style.color;
  ink.lineWidth = 1.6;
  for (const line of element.querySelectorAll('polyline')) {
    ink.beginPath();
    for (const { x, y } of line.points)
      ink.lineTo(box.left + (x / view.width) * box.width, box.top + (y / view.height) * box.height);
    ink.stroke();
  }
}

function paintText(ink: CanvasRenderingContext2D, text: Text, style: CSSStyleDeclaration): void {
  const written = text.data.replace(/\s+/g, ' ');
  if (written.trim() === '') return;
  const range = document.createRange();
  range.selectNodeContents(text);
  const [box] = range.getClientRects();
  const parent = text.parentElement?.getBoundingClientRect();
  if (box === undefined || parent === undefined) return;
  ink.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  ink.fillStyle = style.color;
  ink.textBaseline = 'middle';
  ink.fillText(fitting(ink, written, box.width, parent), box.left, box.top + box.height / 2);
}

/** A text that is cut off on the page is cut off in the picture. */
function fitting(
  ink: CanvasRenderingContext2D,
  text: string,
  width: number,
  { width: room }: DOMRect,
): string {
  if (width <= room + 1) return text;
  for (let length = text.length - 1; length > 0; length -= 1) {
    const cut = `${text.slice(0, length)}…`;
    if (ink.measureText(cut).width <= room) return cut;
  }
  return '';
}
