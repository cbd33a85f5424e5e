/** A client of the API as a program writes it: kept connections, a key, JSON both ways. */
import { Pool } from 'undici';

/** Sends requests. Every answer is read to its end; one that is no success throws. */
export interface Client {
  send(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<unknown>;
  /** Lines of a stream of events as they arrive, until the signal fires. */
  follow(path: string, onText: (text: string) => void, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Opens a client with so many connections. */
export function openClient(url: string, key: string, connections: number): Client {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const authorization = `Bearer ${key}`;
  return {
    async send(method, path, body) {
      const answer = await pool.request({
        method,
        path,
        headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await answer.body.text();
      if (answer.statusCode >= 300) {
        throw new Error(`${method} ${path} answers ${answer.statusCode}: ${text.slice(0, 300)}`);
      }
      return text === '' ? undefined : JSON.parse(text);
    },
    async follow(path, onText, signal) {
      const answer = await pool.request({ method: 'GET', path, headers: { authorization }, signal });
      if (answer.statusCode >= 300) {
        const text = await answer.body.text();
        throw new Error(`GET ${path} answers ${answer.statusCode}: ${text.slice(0, 300)}`);
      }
      try {
        for await (const chunk of answer.body) onText(String(chunk));
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    },
    close: () => pool.destroy(),
  };
}
