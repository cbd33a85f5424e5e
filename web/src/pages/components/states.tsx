/** What a block shows instead of its content, and how safe a draft is. */
import { Button } from '@mantine/core';
import { IconMoodSmile } from '@tabler/icons-react';
import { DraftState } from '../../parts/markdown/draft-state.tsx';
import { CrashNotice } from '../../ui/crash-notice.tsx';
import { Failure, LoadingRows, Message } from '../../ui/states.tsx';
import classes from './components.module.css';
import { openedAt } from './samples.ts';
import { Group, Specimen } from './specimen.tsx';

const nothing = (): void => undefined;

/** The group. */
export function States() {
  return (
    <Group id="states" title="States of blocks">
      <Specimen name="Loading">
        <div className={classes.filled}>
          <LoadingRows rows={5} label="Loading" />
        </div>
      </Specimen>
      <Specimen name="Nothing yet, with the first useful act">
        <Message
          icon={<IconMoodSmile size={20} stroke={1.6} aria-hidden="true" />}
          title="The queue is clear"
          action={<Button variant="filled">Open waiting tasks</Button>}
        >
          41 alerts closed in the last hour.
        </Message>
      </Specimen>
      <Specimen name="Failed: with a way to try again, without, with a very long reason">
        <Failure reason="The search took longer than 5 s." again={nothing} againLabel="Try again" />
        <Failure reason="Your profile does not allow this." againLabel="" />
        <Failure reason={'unbroken-reason-'.repeat(30)} again={nothing} againLabel="Try again" />
      </Specimen>
      <Specimen name="Crashed">
        <CrashNotice
          title="This page has failed"
          note="Everything around it goes on."
          reason="Cannot read properties of undefined"
          acts={[
            { label: 'Reload this part', perform: nothing },
            { label: 'Reload everything', perform: nothing },
          ]}
        />
      </Specimen>
      <Specimen name="Draft: clean, kept here, saved, refused">
        <DraftState state={{ kind: 'clean' }} />
        <DraftState state={{ kind: 'kept' }} />
        <DraftState state={{ kind: 'saved', at: openedAt }} />
        <DraftState state={{ kind: 'failed' }} />
      </Specimen>
    </Group>
  );
}
