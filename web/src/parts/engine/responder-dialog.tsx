/**
 * Running a responder on one or several objects: which there are, who is told, why. What goes outside waits ten seconds,
 * in which it can be called off.
 */
import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '../../data/drafts.ts';
import { useApi } from '../../data/session.tsx';
import { useActions } from '../../ui/actions.tsx';
import { graceSeconds } from '../../ui/grace.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Failure, LoadingRows, Message } from '../../ui/states.tsx';
import { useErrorText } from '../error-text.ts';
import { tlpFromAnalyzers } from './analysis-plan.ts';
import { type EnabledNeuron, neuronLabel, neuronTitle, useEnabledNeurons } from './engine-data.ts';
import classes from './responder.module.css';
import { useSendResponder } from './send-responder.ts';

/** What a responder can act on, in the words of the wire. */
export type ResponderTarget = 'case' | 'alert' | 'case_task' | 'case_task_log' | 'case_artifact';

interface DialogProps {
  readonly entityType: ResponderTarget;
  /** One object, or several of the same type. */
  readonly entityId: string | readonly string[];
  /** What it is called, e.g. a defanged value. */
  readonly label?: string;
  readonly onClose: () => void;
}

/** The dialog. */
export function RunResponderDialog({ opened, ...props }: DialogProps & { readonly opened: boolean }) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      size={560}
      padding={0}
      title={t('respond.title')}
      classNames={{ header: classes.header ?? '' }}
      closeButtonProps={{ 'aria-label': word('action.close') }}
    >
      <ResponderContent {...props} />
    </Modal>
  );
}

/** The responders that fit the type; `accepted`: those that the markings of the first object allow. */
function useResponders(entityType: ResponderTarget, firstId: string | undefined) {
  const api = useApi();
  const enabled = useEnabledNeurons();
  const accepted = useQuery({
    queryKey: [api.organisation, 'responders', entityType, firstId],
    queryFn: ({ signal }) =>
      api.get<readonly { readonly id: string }[]>(
        `/connector/cortex/responder/${entityType}/${firstId ?? ''}`,
        signal,
      ),
    enabled: firstId !== undefined,
  });
  const all = (enabled.data ?? []).filter(
    ({ kind, dataTypes }) => kind === 'responder' && dataTypes.includes(`thehive:${entityType}`),
  );
  return {
    all,
    accepted: new Set((accepted.data ?? []).map(({ id }) => id)),
    isPending: enabled.isPending || accepted.isLoading,
    error: enabled.error ?? accepted.error,
    retry: () => void Promise.all([enabled.refetch(), accepted.refetch()]),
  };
}

function ResponderContent({ entityType, entityId, label, onClose }: DialogProps) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  const errorText = useErrorText();
  const ids = typeof entityId === 'string' ? [entityId] : entityId;
  const { all, accepted, isPending, error, retry } = useResponders(entityType, ids[0]);
  const [search, setSearch] = useState('');
  const [chosenId, setChosen] = useState<string>();
  if (isPending) return <LoadingRows rows={4} label={word('loading')} />;
  if (error !== null)
    return <Failure reason={errorText(error)} again={retry} againLabel={word('action.retry')} />;
  if (all.length === 0) return <Message title={t('respond.none')}>{t('respond.noneReason')}</Message>;
  const words = search.trim().toLowerCase();
  const shown = all.filter(({ name, description = '' }) =>
    `${neuronTitle(name)} ${description}`.toLowerCase().includes(words),
  );
  const allowed = all.filter(({ _id }) => accepted.has(_id));
  const only = allowed.length === 1 ? allowed[0]?._id : undefined;
  const chosen = allowed.find(({ _id }) => _id === (chosenId ?? only));
  return (
    <>
      <div className={classes.content}>
        {all.length > 5 && (
          <TextInput
            data-autofocus
            aria-label={t('respond.search')}
            placeholder={t('respond.search')}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        )}
        <Choices shown={shown} accepted={accepted} chosen={chosen} onChoose={setChosen} />
      </div>
      <Confirm
        key={chosen?._id ?? ''}
        responder={chosen}
        entityType={entityType}
        ids={ids}
        label={label ?? t('respond.objects', { count: ids.length })}
        onClose={onClose}
      />
    </>
  );
}

function Choices({
  shown,
  accepted,
  chosen,
  onChoose,
}: {
  readonly shown: readonly EnabledNeuron[];
  readonly accepted: ReadonlySet<string>;
  readonly chosen: EnabledNeuron | undefined;
  readonly onChoose: (id: string) => void;
}) {
  const { t } = useTranslation('observables');
  const choices = useRef<HTMLFieldSetElement>(null);
  // What can be run is known only after the dialog has opened, and taken the focus.
  useEffect(() => choices.current?.querySelector<HTMLElement>('input:enabled')?.focus(), []);
  return (
    <fieldset ref={choices} className={classes.choices}>
      <legend className="sk-hidden">{t('respond.title')}</legend>
      {shown.map((responder) => {
        const blocked = !accepted.has(responder._id);
        return (
          <label key={responder._id} className={classes.choice} data-blocked={blocked || undefined}>
            <input
              type="radio"
              name="responder"
              disabled={blocked}
              checked={chosen?._id === responder._id}
              onChange={() => onChoose(responder._id)}
            />
            <span className={classes.text}>
              <strong>
                <bdi>{neuronLabel(responder)}</bdi>
              </strong>
              <span className={classes.note}>
                <bdi>{responder.description}</bdi>
              </span>
              {blocked && (
                <span className={classes.blocked}>
                  {t('respond.blocked')} <Ceiling responder={responder} />
                </span>
              )}
            </span>
            {responder.contains && <span className={classes.mark}>{t('respond.contains')}</span>}
          </label>
        );
      })}
    </fieldset>
  );
}

/** The highest markings that a responder takes. */
function Ceiling({ responder: { maxTlp, maxPap } }: { readonly responder: EnabledNeuron }) {
  const { t: word } = useTranslation('words');
  const limits = [
    ...(maxTlp === undefined ? [] : [`TLP ≤ ${word(`tlp.${tlpFromAnalyzers(maxTlp)}`)}`]),
    ...(maxPap === undefined ? [] : [`PAP ≤ ${word(`pap.${maxPap}`)}`]),
  ];
  return limits.length === 0 ? null : <>({limits.join(', ')})</>;
}

function Confirm({
  responder,
  entityType,
  ids,
  label,
  onClose,
}: {
  readonly responder: EnabledNeuron | undefined;
  readonly entityType: ResponderTarget;
  readonly ids: readonly string[];
  readonly label: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  const draft = useDraft(`respond:${entityType}:${ids[0] ?? ''}`);
  const reason = draft.value.trim();
  const send = useSendResponder();
  const destination = responder?.destination;
  const isOutward = destination !== undefined;
  const isReady = responder !== undefined && (!isOutward || reason !== '');
  const run = (): void => {
    if (responder === undefined || !isReady) return;
    send({ responder, entityType, ids, label, reason });
    draft.discard();
    onClose();
  };
  useActions([
    { id: 'respond.run', label: t('respond.run'), group: t('group'), keys: '$mod+Enter', perform: run },
  ]);
  return (
    <>
      {responder !== undefined && (
        <section className={classes.egress} data-testid="egress-panel" aria-label={t('respond.egress')}>
          <p>
            {isOutward
              ? t('respond.leaves', { what: label, destination: neuronTitle(destination) })
              : t('respond.stays', { what: label })}
          </p>
          {isOutward && (
            <Textarea
              label={t('respond.reason')}
              description={t('respond.reasonHint')}
              required
              autosize
              minRows={2}
              value={draft.value}
              onChange={(event) => draft.change(event.currentTarget.value)}
            />
          )}
        </section>
      )}
      <div className={classes.foot}>
        <span className={classes.note}>{isOutward ? t('respond.grace', { count: graceSeconds }) : ''}</span>
        <Button onClick={onClose}>{word('action.cancel')}</Button>
        <Button variant="filled" disabled={!isReady} rightSection={<Keys keys="$mod+Enter" />} onClick={run}>
          {t('respond.run')}
        </Button>
      </div>
    </>
  );
}
