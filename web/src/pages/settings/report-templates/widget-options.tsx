/** The options of one part of a report, drawn from what the server says that its kind takes. */
import { MultiSelect, NumberInput, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFieldWord } from '../../../parts/history/history-words.ts';
import { fieldsFor, refusalAt, type Vocabulary, type Widget, withOption } from './definition.ts';
import { JsonInput } from './json-input.tsx';
import { TemplateImages } from './template-images.tsx';
import { useOptionWord } from './widget-words.ts';
import classes from './widgets.module.css';

interface OptionsProps {
  readonly widget: Widget;
  readonly vocabulary: Vocabulary;
  readonly templateId: string | undefined;
  readonly refused: Readonly<Record<string, string>>;
  /** Where the widget stands, as refusals name it. */
  readonly at: string;
  readonly onChange: (widget: Widget) => void;
}

/** The form. */
export function WidgetOptions(props: OptionsProps) {
  const { widget, vocabulary, refused, at, onChange } = props;
  const { t: word } = useTranslation('words');
  const options = vocabulary.widgetOptions[widget._kind] ?? [];
  return (
    <div className={classes.options}>
      <TextInput
        label={word('field.title')}
        maxLength={512}
        value={textOf(widget.title)}
        error={refused[`${at}.title`]}
        onChange={({ currentTarget }) =>
          onChange(withOption(widget, 'title', currentTarget.value === '' ? undefined : currentTarget.value))
        }
      />
      {options.map((name) => (
        <Option key={name} {...props} name={name} error={refusalAt(refused, `${at}.${name}`)} />
      ))}
    </div>
  );
}

interface OptionProps extends OptionsProps {
  readonly name: string;
  readonly error: string | undefined;
}

const switches: ReadonlySet<string> = new Set(['protectData', 'withTaskLogs', 'withCustomEventsDescription']);
const choices: ReadonlySet<string> = new Set(['columns', 'fields', 'logColumns', 'events']);

function Option(props: OptionProps) {
  const { name, widget, error, templateId, onChange } = props;
  const label = useOptionWord()(name);
  const set = (value: unknown): void => onChange(withOption(widget, name, value));
  if (name === 'template') return <TemplateText {...props} label={label} />;
  if (switches.has(name))
    return (
      <Switch
        label={label}
        checked={widget[name] !== false}
        onChange={({ currentTarget }) => set(currentTarget.checked)}
      />
    );
  if (choices.has(name)) return <Choices {...props} label={label} />;
  if (name === 'maxElements')
    return (
      <NumberInput
        label={label}
        min={1}
        max={1_000_000}
        allowDecimal={false}
        value={typeof widget[name] === 'number' ? widget[name] : ''}
        error={error}
        onChange={(value) => set(typeof value === 'number' ? value : undefined)}
      />
    );
  if (name === 'sort') return <Sorting {...props} label={label} />;
  if (name === 'attachmentId')
    return (
      <TemplateImages
        templateId={templateId}
        label={label}
        value={textOf(widget[name])}
        error={error}
        onChange={set}
      />
    );
  return <JsonInput label={label} value={widget[name]} error={error} onChange={set} />;
}

type NamedProps = OptionProps & { readonly label: string };

function TemplateText({ label, widget, name, error, onChange }: NamedProps) {
  const { t } = useTranslation('reports');
  return (
    <Textarea
      label={label}
      description={t('option.templateNote', {
        title: '{{case.title}}',
        field: '{{case.customFieldValues.name}}',
      })}
      autosize
      minRows={3}
      maxRows={18}
      classNames={{ input: 'sk-mono' }}
      value={textOf(widget[name])}
      error={error}
      onChange={({ currentTarget }) => onChange(withOption(widget, name, currentTarget.value))}
    />
  );
}

/** Fields or events in the order in which they are chosen; none means the usual ones. */
function Choices({ label, widget, name, vocabulary, error, onChange }: NamedProps) {
  const { t } = useTranslation('reports');
  const fieldWord = useFieldWord();
  const eventWord = (event: string): string => t(`event.${event}` as 'event.Case', { defaultValue: event });
  const said = name === 'events' ? eventWord : fieldWord;
  const chosen = listOf(widget[name]);
  return (
    <MultiSelect
      label={label}
      placeholder={chosen.length === 0 ? t('option.usual') : ''}
      searchable
      clearable
      data={fieldsFor(widget._kind, name, vocabulary).map((value) => ({ value, label: said(value) }))}
      value={[...chosen]}
      error={error}
      onChange={(next) => onChange(withOption(widget, name, next.length === 0 ? undefined : next))}
    />
  );
}

function Sorting({ label, widget, name, error, onChange }: NamedProps) {
  const { t } = useTranslation('reports');
  return (
    <TagsInput
      label={label}
      description={t('option.sortNote')}
      value={[...listOf(widget[name])]}
      error={error}
      onChange={(next) => onChange(withOption(widget, name, next.length === 0 ? undefined : next))}
    />
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
