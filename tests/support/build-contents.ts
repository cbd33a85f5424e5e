/** Builders of what lies in cases and alerts. */
import { entities } from '../../server/src/model/registry.ts';
import { attachmentColumns, type Columns, linkTo, observableColumns, stamps } from './row-columns.ts';
import type { BuiltRow, RowStore } from './row-store.ts';

/** Builders of what lies in cases and alerts. */
export interface ContentBuilders {
  /** A task of a case or a case template. */
  buildTask(parent: BuiltRow, columns?: Columns): Promise<BuiltRow>;
  buildLog(task: BuiltRow, columns?: Columns): Promise<BuiltRow>;
  /** A comment on a case or an alert. */
  buildComment(parent: BuiltRow, columns?: Columns): Promise<BuiltRow>;
  /** An observable of a case or an alert; with `attachment_id` (SHA-256) it is a file. */
  buildObservable(parent: BuiltRow, columns?: Columns): Promise<BuiltRow>;
  /** A file on a case, an alert or a log. */
  buildAttachment(parent: BuiltRow, columns?: Columns): Promise<BuiltRow>;
}

/** The builders over a store. */
export function contentBuilders(rows: RowStore): ContentBuilders {
  return {
    buildTask(parent, columns = {}) {
      const link = 'display_name' in parent.columns ? 'case_template_id' : 'case_id';
      return rows.child(entities.task, parent, 'itself', {
        ...stamps,
        [link]: parent.id,
        title: 'A task',
        status: 'Waiting',
        ...columns,
      });
    },
    buildLog(task, columns = {}) {
      return rows.child(entities.log, task, 'parent', {
        ...stamps,
        task_id: task.id,
        message: 'A log',
        ...columns,
      });
    },
    buildComment(parent, columns = {}) {
      return rows.child(entities.comment, parent, 'parent', {
        ...stamps,
        [linkTo(parent.columns)]: parent.id,
        message: 'A comment',
        ...columns,
      });
    },
    buildObservable(parent, columns = {}) {
      const through = linkTo(parent.columns) === 'alert_id' ? 'parent' : 'itself';
      return rows.child(entities.observable, parent, through, {
        ...observableColumns(columns),
        [linkTo(parent.columns)]: parent.id,
        ...columns,
      });
    },
    buildAttachment(parent, columns = {}) {
      return rows.child(entities.attachment, parent, 'parent', {
        ...stamps,
        ...attachmentColumns,
        [linkTo(parent.columns)]: parent.id,
        ...columns,
      });
    },
  };
}
