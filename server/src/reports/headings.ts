/** Headings of widgets and columns, in each language: English, French, Chinese. */
import type { Language, TimelineEvent, Widget } from './plan.ts';

/** A word in each language. */
export type Translated = readonly [en: string, fr: string, zh: string];

const position: Readonly<Record<Language, 0 | 1 | 2>> = { en: 0, fr: 1, zh: 2 };

const columns: Readonly<Record<string, Translated>> = {
  _id: ['Id', 'Identifiant', '编号'],
  type: ['Type', 'Type', '类型'],
  source: ['Source', 'Source', '来源'],
  sourceRef: ['Reference', 'Référence', '参考号'],
  externalLink: ['External link', 'Lien externe', '外部链接'],
  title: ['Title', 'Titre', '标题'],
  description: ['Description', 'Description', '描述'],
  severity: ['Severity', 'Gravité', '严重程度'],
  date: ['Date', 'Date', '日期'],
  tags: ['Tags', 'Étiquettes', '标签'],
  tlp: ['TLP', 'TLP', 'TLP'],
  pap: ['PAP', 'PAP', 'PAP'],
  status: ['Status', 'Statut', '状态'],
  stage: ['Stage', 'Étape', '阶段'],
  assignee: ['Assignee', 'Assigné à', '负责人'],
  summary: ['Summary', 'Résumé', '摘要'],
  inProgressDate: ['In progress since', 'En cours depuis', '开始处理'],
  closedDate: ['Closed', 'Clôture', '关闭时间'],
  importedDate: ['Imported', 'Importation', '导入时间'],
  timeToDetect: ['Time to detect', 'Délai de détection', '检测用时'],
  timeToTriage: ['Time to triage', 'Délai de tri', '分诊用时'],
  timeToQualify: ['Time to qualify', 'Délai de qualification', '定性用时'],
  timeToAcknowledge: ['Time to acknowledge', 'Délai de prise en charge', '确认用时'],
  dataType: ['Type', 'Type', '类型'],
  data: ['Value', 'Valeur', '值'],
  startDate: ['Start', 'Début', '开始'],
  endDate: ['End', 'Fin', '结束'],
  dueDate: ['Due', 'Échéance', '截止'],
  ioc: ['IOC', 'IOC', '失陷指标'],
  sighted: ['Sighted', 'Vu chez nous', '已目击'],
  sightedAt: ['Sighted at', 'Vu chez nous le', '目击时间'],
  reports: ['Analysis', 'Analyse', '分析'],
  message: ['Message', 'Message', '内容'],
  group: ['Group', 'Groupe', '分组'],
  flag: ['Flagged', 'Marqué', '标记'],
  mandatory: ['Mandatory', 'Obligatoire', '必需'],
  tactic: ['Tactic', 'Tactique', '战术'],
  patternId: ['Technique', 'Technique', '技术'],
  occurDate: ['Occurred', 'Survenu le', '发生时间'],
  includeInTimeline: ['In timeline', 'Dans la chronologie', '时间线位置'],
  _createdAt: ['Created', 'Créé le', '创建时间'],
  _createdBy: ['Created by', 'Créé par', '创建者'],
  _updatedAt: ['Changed', 'Modifié le', '更新时间'],
  _updatedBy: ['Changed by', 'Modifié par', '更新者'],
};

const widgets: Readonly<Record<string, Translated>> = {
  alert: ['Alerts', 'Alertes', '警报'],
  observable: ['Observables', 'Observables', '可观测对象'],
  task: ['Tasks', 'Tâches', '任务'],
  procedure: ['Techniques', 'Techniques', '战术与技术'],
  customFields: ['Custom fields', 'Champs personnalisés', '自定义字段'],
  timeline: ['Timeline', 'Chronologie', '时间线'],
  comments: ['Comments', 'Commentaires', '评论'],
  pages: ['Pages', 'Pages', '页面'],
};

const events: Readonly<Record<TimelineEvent, Translated>> = {
  Case: ['Case', 'Dossier', '案件'],
  Alert: ['Alert', 'Alerte', '警报'],
  Task: ['Task', 'Tâche', '任务'],
  Log: ['Log', 'Journal', '日志'],
  Observable: ['Observable', 'Observable', '可观测对象'],
  Procedure: ['Technique', 'Technique', '技术'],
  Custom: ['Event', 'Événement', '事件'],
};

const moments: Readonly<Record<string, Translated>> = {
  started: ['started', 'début', '开始'],
  inProgress: ['in progress', 'en cours', '处理中'],
  ended: ['ended', 'fin', '结束'],
  occurred: ['occurred', 'survenu', '发生'],
  imported: ['imported', 'importé', '导入'],
  noted: ['noted', 'noté', '记录'],
  sighted: ['sighted', 'vu chez nous', '目击'],
};

/** The word in a language. */
export function translated(word: Translated, language: Language): string {
  return word[position[language]];
}

/** The heading of a column. */
export function columnHeading(word: string, language: Language): string {
  return columns[word]?.[position[language]] ?? word;
}

/** The heading of a widget that has no title of its own; texts and pictures have none. */
export function widgetHeading(widget: Widget, language: Language): string {
  if (widget.title !== undefined) return widget.title;
  const name = widget.kind === 'objects' ? widget.of : widget.kind;
  return widgets[name]?.[position[language]] ?? '';
}

/** What an event of a timeline is called: its object and what happened to it. */
export function eventHeading(event: TimelineEvent, moment: string, language: Language): string {
  const place = position[language];
  const happened = moments[moment]?.[place] ?? moment;
  return event === 'Custom' ? events.Custom[place] : `${events[event][place]}: ${happened}`;
}
