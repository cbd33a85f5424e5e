/** A dashboard as a file, to be taken to another organisation or instance: its title, description and definition. */
import type { DashboardContent } from './dashboard-data.ts';
import { readDefinition } from './definition.ts';

/** The text of the file. */
export function writeDashboard({ title, description, definition }: DashboardContent): string {
  return `${JSON.stringify({ title, description, version: 1, definition }, null, 2)}\n`;
}

/**
 * The dashboard in a file, kept to whoever takes it; undefined when it holds none. Older products write the definition as text of
 * JSON. Whether the definition can be drawn is for the page to say.
 */
export function readDashboard(text: string): DashboardContent | undefined {
  const file = parsed(text);
  if (!isRecord(file) || typeof file.title !== 'string' || file.title.trim() === '') return undefined;
  const definition = typeof file.definition === 'string' ? parsed(file.definition) : file.definition;
  if (!isRecord(definition) || !Array.isArray(definition.items)) return undefined;
  const description = typeof file.description === 'string' ? file.description : '';
  return { title: file.title.trim(), description, status: 'Private', definition };
}

/** How many widgets of a definition can be drawn. */
export function widgetsIn(definition: unknown): number {
  return readDefinition(definition).rows.flat().length;
}

/** The name of the file, made of the title. */
export function fileNameOf(title: string): string {
  const name = title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '');
  return `${name.slice(0, 80) || 'dashboard'}.json`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Said to whoever chose the file: it holds no dashboard.
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
