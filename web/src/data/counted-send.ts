/** Sends a form and tells how much of it has left: the one thing for which the older way of asking is still needed. */

/** Sends the form. `onSent` is told the part that has left, from 0 to 1. Rejects when nobody answers. */
export function sendCounted(
  method: string,
  address: string,
  headers: Readonly<Record<string, string>>,
  form: FormData,
  onSent: (part: number) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      onSent(total === 0 ? 1 : loaded / total);
    });
    request.addEventListener('load', () => resolve(answerOf(request)));
    request.addEventListener('error', () => reject(new Error('Nobody answered')));
    request.send(form);
  });
}

/** Statuses whose answers have no body. */
const bodiless = new Set([204, 205, 304]);

function answerOf({ status, statusText, responseText }: XMLHttpRequest): Response {
  return new Response(bodiless.has(status) ? null : responseText, { status, statusText });
}
