/** Tells of an act that was refused where no field or dialog stands beside it. */
import { notifications } from '@mantine/notifications';
import { useErrorText } from '../error-text.ts';

/** Waits for an act and tells why it was refused. */
export function useTold(): (act: Promise<unknown>) => void {
  const text = useErrorText();
  return (act) => {
    act.catch((error: unknown) => notifications.show({ message: text(error), color: 'red' }));
  };
}
