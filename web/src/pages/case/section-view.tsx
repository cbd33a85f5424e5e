/** The section that the address names. One that fails leaves the rest of the page usable. */
import { Component, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useCase } from '../../parts/case/case-context.tsx';
import { useErrorText } from '../../parts/error-text.ts';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import classes from './case.module.css';
import { type SectionName, sections } from './sections.ts';

/** The section. */
export function SectionView({
  section,
  itemId,
}: {
  readonly section: SectionName;
  readonly itemId: string | undefined;
}) {
  const { t } = useTranslation('words');
  const { detail } = useCase();
  const { View } = sections[section];
  return (
    <Guard key={section} broken={(error, again) => <Broken error={error} again={again} />}>
      <Suspense
        fallback={
          <div className={classes.loading}>
            <LoadingRows rows={8} label={t('loading')} />
          </div>
        }
      >
        <View caseId={detail._id} itemId={itemId} />
      </Suspense>
    </Guard>
  );
}

function Broken({ error, again }: { readonly error: unknown; readonly again: () => void }) {
  const { t } = useTranslation('words');
  const errorText = useErrorText();
  return <Failure reason={errorText(error)} again={again} againLabel={t('action.retry')} />;
}

interface GuardProps {
  readonly broken: (error: unknown, again: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** Catches what drawing throws; React offers this to classes only. */
class Guard extends Component<GuardProps, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: undefined };
  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error };
  }
  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return this.props.broken(this.state.error, () => this.setState({ error: undefined }));
  }
}
