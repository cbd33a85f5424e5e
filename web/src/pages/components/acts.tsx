/** Acts: taking back, counting down, choosing, and the steps of a case. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { StepStrip } from '../../parts/case/step-strip.tsx';
import type { CaseStep, StepName } from '../../parts/case/steps.ts';
import { useGraceTexts, useUndoTexts } from '../../parts/shell/strip-texts.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { GraceBar } from '../../ui/grace.tsx';
import { PickDialog } from '../../ui/pick-dialog.tsx';
import { ShortcutSheet } from '../../ui/shortcut-sheet.tsx';
import { UndoStrip, useUndo } from '../../ui/undo.tsx';
import classes from './components.module.css';
import { openedAt } from './samples.ts';
import { Group, Specimen } from './specimen.tsx';

const minute = 60_000;
const at = (minutes: number): number => openedAt - minutes * minute;

function step(
  name: StepName,
  from: number | null,
  to: number | null,
  worked: number,
  who: readonly string[] = [],
): CaseStep {
  const took = from === null ? 0 : (to ?? openedAt) - from;
  return { name, from, to, worked: took * worked, waited: took * (1 - worked), who };
}

/** Waits, is worked on, waits for another organisation, and has one step before it. */
const steps: readonly CaseStep[] = [
  step('detect', at(200), at(180), 0),
  step('triage', at(180), at(150), 0.7, ['lea@acme.example']),
  step('waiting', at(150), at(90), 0),
  step('investigation', at(90), null, 0.5, ['omar@acme.example']),
  step('waitingForOthers', at(40), at(20), 0, ['beta']),
  step('closing', null, null, 0),
];

const choices = ['True positive', 'False positive', 'Ignored'].map((label) => ({ id: label, label }));

/** The group. */
export function Acts() {
  const grace = useGraceTexts();
  const undo = useUndoTexts();
  return (
    <Group id="acts" title="Acts">
      <Specimen name="Steps of a case, and the thin strip of the scrolled header" wide>
        <StepStrip steps={steps} now={openedAt} />
        <StepStrip steps={steps} now={openedAt} thin />
      </Specimen>
      <Specimen name="Before something leaves">
        <GraceBar
          label="Block 203[.]0[.]113[.]57 at the proxy"
          secondsLeft={7}
          onCancel={() => undefined}
          texts={grace}
        />
      </Specimen>
      <Specimen name="Taking back: done, and refused">
        <UndoStrip texts={undo} />
        <Offers />
      </Specimen>
      <Specimen name="Choosing and shortcuts">
        <Dialogs />
      </Specimen>
      <Specimen name="Drawer" wide>
        <div className={classes.stage}>
          <Drawer
            label="Preview"
            resizeLabel="Resize"
            closeLabel="Close"
            head={<strong>12 of 84</strong>}
            onClose={() => undefined}
          >
            <p>The content of the preview.</p>
          </Drawer>
        </div>
      </Specimen>
    </Group>
  );
}

function Offers() {
  const { offer } = useUndo();
  const refuse = (): Promise<void> => Promise.reject(new Error('Somebody else changed this meanwhile'));
  return (
    <>
      <Button onClick={() => offer({ label: '37 alerts closed', undo: async () => undefined })}>
        Close 37 alerts
      </Button>
      <Button onClick={() => offer({ label: '2 alerts merged', undo: refuse })}>Merge 2 alerts</Button>
    </>
  );
}

function Dialogs() {
  const [open, setOpen] = useState<'pick' | 'sheet'>();
  const close = (): void => setOpen(undefined);
  return (
    <>
      <Button onClick={() => setOpen('pick')}>Close as…</Button>
      <Button onClick={() => setOpen('sheet')}>Shortcuts</Button>
      <PickDialog
        title="Close as"
        searchLabel="Search"
        noneLabel="Nothing fits"
        options={choices}
        opened={open === 'pick'}
        onClose={close}
        onPick={close}
      />
      <ShortcutSheet
        opened={open === 'sheet'}
        onClose={close}
        title="Keyboard shortcuts"
        hint="All of them"
      />
    </>
  );
}
