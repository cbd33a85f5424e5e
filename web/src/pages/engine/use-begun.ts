/**
 * What was changed of a neuron and is not saved yet. It is kept as a draft, so that a closed tab loses nothing; secrets are
 * not, they are written anew.
 */
import { useState } from 'react';
import { useDraft } from '../../data/drafts.ts';
import { type Limits, limitsOf } from './limits-form.tsx';
import type { Neuron } from './neuron-data.ts';
import type { SettingValues } from './settings-form.tsx';

interface Kept {
  readonly changed: SettingValues;
  readonly limits: Partial<Limits>;
}

/** The changes of a neuron. */
export function useBegun({ offer, enabled }: Neuron) {
  const draft = useDraft(`neuron:${offer.server ?? ''}:${offer.id}`);
  const [secrets, setSecrets] = useState<SettingValues>({});
  const kept = readKept(draft.value);
  const isSecret = (name: string): boolean => offer.items.some((item) => item.name === name && item.secret);
  const keep = (part: Partial<Kept>): void => draft.change(JSON.stringify({ ...kept, ...part }));
  return {
    changed: { ...kept.changed, ...secrets },
    limits: { ...limitsOf(enabled), ...kept.limits },
    set(name: string, value: unknown) {
      if (isSecret(name)) setSecrets((before) => ({ ...before, [name]: value }));
      else keep({ changed: { ...kept.changed, [name]: value } });
    },
    // Only what differs, so that what others save meanwhile shows through.
    setLimits: (limits: Limits) => keep({ limits: changedLimits(limitsOf(enabled), limits) }),
    discard() {
      setSecrets({});
      draft.discard();
    },
  };
}

function changedLimits(stored: Limits, limits: Limits): Partial<Limits> {
  const before = new Map<string, unknown>(Object.entries(stored));
  return Object.fromEntries(Object.entries(limits).filter(([name, value]) => value !== before.get(name)));
}

function readKept(text: string): Kept {
  const nothing = { changed: {}, limits: {} };
  try {
    const found: unknown = text === '' ? nothing : JSON.parse(text);
    return isKept(found) ? found : nothing;
  } catch {
    // Not a draft of ours.
    return nothing;
  }
}

function isKept(found: unknown): found is Kept {
  return (
    typeof found === 'object' &&
    found !== null &&
    'changed' in found &&
    typeof found.changed === 'object' &&
    found.changed !== null &&
    'limits' in found &&
    typeof found.limits === 'object' &&
    found.limits !== null
  );
}
