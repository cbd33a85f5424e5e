/** The pages below their headings. A heading folds; the page that is open is always in sight. */
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mostPages, type PageHeading } from './page-data.ts';
import { groupPages, type PageGroup } from './page-order.ts';
import classes from './pages.module.css';
import type { PagePlaces } from './pages-address.ts';

interface TreeProps {
  readonly places: PagePlaces;
  readonly pageId: string | undefined;
}

/** The tree. */
export function PageTree({ pages, ...props }: TreeProps & { readonly pages: readonly PageHeading[] }) {
  const { t } = useTranslation('pages');
  if (pages.length === 0) return null;
  return (
    <nav className={classes.tree} aria-label={t('tree.label')}>
      {groupPages(pages).map((group) => (
        <Group key={group.category} group={group} {...props} />
      ))}
      {pages.length === mostPages && <p className={classes.quiet}>{t('tree.first', { count: mostPages })}</p>}
    </nav>
  );
}

function Group({ group, places, pageId }: TreeProps & { readonly group: PageGroup<PageHeading> }) {
  const [folded, setFolded] = useState(false);
  const { category, pages } = group;
  const shown = folded ? pages.filter(({ _id }) => _id === pageId) : pages;
  return (
    <section aria-label={category}>
      <button
        type="button"
        className={classes.heading}
        aria-expanded={!folded}
        onClick={() => setFolded(!folded)}
      >
        <IconChevronRight size={14} stroke={1.6} aria-hidden="true" />
        <bdi className="sk-ellipsis">{category}</bdi>
        <span className={classes.count}>{pages.length}</span>
      </button>
      <ul>
        {shown.map(({ _id, title }) => (
          <li key={_id}>
            <Link
              {...places.linkOf(_id)}
              className={classes.leaf}
              aria-current={_id === pageId ? 'page' : undefined}
              title={title}
            >
              <bdi className="sk-ellipsis">{title}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
