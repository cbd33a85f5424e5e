/** Why the server refused a change of settings, in the reader's language; refusals of one field stand beside it instead. */
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../../data/api.ts';
import { usePasswordRefusal } from '../../../parts/account/password-refusal.ts';
import { useErrorText, useFieldErrors } from '../../../parts/error-text.ts';

/** One sentence for a refusal. */
export function useRefusal(): (error: unknown) => string {
  const { t } = useTranslation('settings');
  const text = useErrorText();
  return (error) => {
    if (!(error instanceof ApiError)) return text(error);
    if (error.faults.length > 0 || error.code === 'passwordRefused') return t('refusal.fields');
    if (error.code.endsWith('AlreadyExists')) return t('refusal.exists');
    if (error.code === 'inUse') return t('refusal.inUse');
    if (error.code === 'builtIn') return t('refusal.builtIn');
    if (error.code === 'notAllowed') return t('refusal.notAllowed', { message: error.message });
    return text(error);
  };
}

/** What was said of each field; a name that is taken is a matter of the field that holds it. */
export function useRefusedFields(nameField: string): (error: unknown) => Readonly<Record<string, string>> {
  const { t } = useTranslation('settings');
  const fields = useFieldErrors();
  const refusedPassword = usePasswordRefusal();
  return (error) => {
    const password = refusedPassword(error);
    if (password !== undefined) return { password };
    return error instanceof ApiError && error.code.endsWith('AlreadyExists')
      ? { [nameField]: t('refusal.exists') }
      : fields(error);
  };
}
