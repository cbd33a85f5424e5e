/** Starts the client: texts, theme, cache and addresses. */
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import './ui/tokens.css';
import './ui/base.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, StrictMode, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { beginReading } from './begin.ts';
import { createQueryClient } from './data/queries.ts';
import { router } from './router.tsx';
import { startTexts } from './texts/index.ts';
import { colorSchemes } from './ui/color-scheme.ts';
import { styleNonce } from './ui/style-nonce.ts';
import { cssVariables, themeSaying } from './ui/theme.ts';
import { Unhurried } from './ui/unhurried.tsx';

function Looks({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('words');
  const close = t('action.close');
  const theme = useMemo(() => themeSaying({ close }), [close]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemes()}
      defaultColorScheme="auto"
      withStaticClasses={false}
      getStyleNonce={styleNonce}
    >
      {children}
    </MantineProvider>
  );
}

async function start(place: HTMLElement): Promise<void> {
  const queries = createQueryClient();
  const [texts] = await Promise.all([startTexts(), router.load(), beginReading(queries, window.location)]);
  createRoot(place).render(
    <StrictMode>
      <I18nextProvider i18n={texts}>
        <Looks>
          <QueryClientProvider client={queries}>
            <Unhurried>
              <Notifications position="bottom-left" limit={4} />
            </Unhurried>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </Looks>
      </I18nextProvider>
    </StrictMode>,
  );
}

const place = document.getElementById('client');
if (place === null) throw new Error('The page has no place for the client');
void start(place);
