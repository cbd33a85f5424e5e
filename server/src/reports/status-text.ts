/** Statuses, stages and severities as a report writes them, in each language. A status that an instance has added keeps its name. */
import type { ReadObject } from '../query/stage.ts';
import { type Translated, translated } from './headings.ts';
import type { Language } from './plan.ts';

type Words = Readonly<Record<string, Translated>>;

const ofTask: Words = {
  Waiting: ['Waiting', 'En attente', '等待中'],
  InProgress: ['In progress', 'En cours', '进行中'],
  Completed: ['Completed', 'Terminée', '已完成'],
  Cancel: ['Cancelled', 'Annulée', '已取消'],
};

/** Statuses of alerts, and their stages: of these the names that they have in common mean the same. */
const ofAlert: Words = {
  New: ['New', 'Nouvelle', '新建'],
  Updated: ['Updated', 'Mise à jour', '已更新'],
  InProgress: ['In progress', 'En cours', '处理中'],
  Pending: ['Pending', 'En suspens', '待定'],
  Imported: ['Imported', 'Importée', '已导入'],
  Ignored: ['Ignored', 'Ignorée', '已忽略'],
  FalsePositive: ['False positive', 'Faux positif', '误报'],
  Duplicate: ['Duplicate', 'Doublon', '重复'],
  Closed: ['Closed', 'Close', '已关闭'],
};

const severities: Words = {
  1: ['Low', 'Faible', '低'],
  2: ['Medium', 'Moyenne', '中'],
  3: ['High', 'Élevée', '高'],
  4: ['Critical', 'Critique', '严重'],
};

/** The word for such a field of an object; undefined for fields that have no words. */
export function statusText(
  { entity, values }: ReadObject,
  path: string,
  language: Language,
): string | undefined {
  if (path !== 'status' && path !== 'stage' && path !== 'severity') return undefined;
  const words = path === 'severity' ? severities : entity === 'task' ? ofTask : ofAlert;
  const name = String(values[path] ?? '');
  const word = Object.hasOwn(words, name) ? words[name] : undefined;
  return word === undefined ? name : translated(word, language);
}
