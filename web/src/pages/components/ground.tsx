/** What the components of the catalogue stand on: a cache with invented answers, and everything that screens offer. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { list, page } from '../../data/pipeline.ts';
import { SessionProvider } from '../../data/session.tsx';
import { TimeProvider } from '../../parts/time.tsx';
import { ActionProvider } from '../../ui/actions.tsx';
import { GraceProvider } from '../../ui/grace.tsx';
import { UndoProvider } from '../../ui/undo.tsx';
import { people, present, reader } from './samples.ts';

/** The ground. Nothing of it speaks of a real organisation. */
export function Ground({ children }: { readonly children: ReactNode }) {
  const [queries] = useState(inventedAnswers);
  return (
    <QueryClientProvider client={queries}>
      <SessionProvider organisation={undefined}>
        <TimeProvider zone="UTC">
          <ActionProvider singleKeys>
            <UndoProvider>
              <GraceProvider>{children}</GraceProvider>
            </UndoProvider>
          </ActionProvider>
        </TimeProvider>
      </SessionProvider>
    </QueryClientProvider>
  );
}

function inventedAnswers(): QueryClient {
  const queries = new QueryClient({
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchInterval: false },
    },
  });
  queries.setQueryData(['me', undefined], reader);
  queries.setQueryData([undefined, 'people', [list('user'), page(0, 500)]], people);
  queries.setQueryData([undefined, 'presence', '~1'], [{ people: present }]);
  return queries;
}
