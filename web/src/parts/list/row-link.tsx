/**
 * A link in a row. A list draws dozens of rows at once, and a link of the router follows each change of the address by
 * itself; this one only knows where it leads.
 */
import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

/** The link. Keys leave it out: a row is opened from the row. */
export function RowLink({
  href,
  title,
  className,
  children,
}: {
  readonly href: string;
  readonly title?: string;
  readonly className: string | undefined;
  readonly children: ReactNode;
}) {
  const router = useRouter();
  const follow = (event: MouseEvent): void => {
    const { metaKey, altKey, ctrlKey, shiftKey, button, defaultPrevented } = event;
    if (metaKey || altKey || ctrlKey || shiftKey || button !== 0 || defaultPrevented) return;
    event.preventDefault();
    void router.navigate({ to: href });
  };
  return (
    <a href={href} tabIndex={-1} title={title} className={className} onClick={follow}>
      {children}
    </a>
  );
}
