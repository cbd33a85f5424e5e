/** What a report says in its own words, in each language. What people wrote stays as they wrote it. */
import type { Language } from './plan.ts';

/** English; the other languages have the same keys. */
const english = {
  yes: 'Yes',
  no: 'No',
  nothing: 'Nothing to show.',
  sample: 'Sample data: no case was named.',
  zone: 'All times are in UTC.',
  ceiling: 'This report may hold nothing above TLP:{tlp}.',
  withheld: 'Objects withheld because of their TLP: {count}.',
  shown: 'Shown: {shown} of {total}.',
  full: 'The report has reached its largest size; what follows is left out.',
  missingImage: 'The picture is not in the template.',
  logs: 'Logs',
  when: 'When',
  what: 'What happened',
  object: 'Object',
  name: 'Name',
  value: 'Value',
  by: '{author}, {date}',
  sources: 'Sources',
  number: 'No.',
  noted: 'Noted',
  withheldSource: 'withheld',
  obs: 'Observable',
  log: 'Log',
  file: 'File',
  event: 'Event',
  report: 'Report of an analyzer',
};

/** A set of words. */
export type Words = Readonly<Record<keyof typeof english, string>>;

const words: Readonly<Record<Language, Words>> = {
  en: english,
  fr: {
    yes: 'Oui',
    no: 'Non',
    nothing: 'Rien à afficher.',
    sample: 'Données d’exemple : aucun dossier n’a été indiqué.',
    zone: 'Toutes les heures sont en UTC.',
    ceiling: 'Ce rapport ne peut rien contenir au-dessus de TLP:{tlp}.',
    withheld: 'Objets omis en raison de leur TLP : {count}.',
    shown: 'Affichés : {shown} sur {total}.',
    full: 'Le rapport a atteint sa taille maximale ; la suite est omise.',
    missingImage: 'L’image n’est pas dans le modèle.',
    logs: 'Journal',
    when: 'Date',
    what: 'Ce qui s’est passé',
    object: 'Objet',
    name: 'Nom',
    value: 'Valeur',
    by: '{author}, {date}',
    sources: 'Sources',
    number: 'N°',
    noted: 'Noté',
    withheldSource: 'omis',
    obs: 'Observable',
    log: 'Journal',
    file: 'Fichier',
    event: 'Événement',
    report: 'Rapport d’un analyseur',
  },
  zh: {
    yes: '是',
    no: '否',
    nothing: '没有可显示的内容。',
    sample: '示例数据：未指定案件。',
    zone: '所有时间均为 UTC。',
    ceiling: '本报告不得包含高于 TLP:{tlp} 的内容。',
    withheld: '因 TLP 而略去的对象：{count}。',
    shown: '显示 {shown} / {total}。',
    full: '报告已达到最大篇幅；其余内容从略。',
    missingImage: '模板中没有该图片。',
    logs: '日志',
    when: '时间',
    what: '发生了什么',
    object: '对象',
    name: '名称',
    value: '值',
    by: '{author}，{date}',
    sources: '来源',
    number: '序号',
    noted: '记录',
    withheldSource: '已略去',
    obs: '可观测对象',
    log: '日志',
    file: '文件',
    event: '事件',
    report: '分析器报告',
  },
};

/** The words of a language. */
export function wordsOf(language: Language): Words {
  return words[language];
}

/** A sentence with its values. */
export function said(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
