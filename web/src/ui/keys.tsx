/** Keys as they stand on a keyboard, for buttons, the foot of lists and the sheet of shortcuts. */
import classes from './keys.module.css';

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);
const names: Readonly<Record<string, string>> = {
  $mod: isApple ? '⌘' : 'Ctrl',
  Control: 'Ctrl',
  Space: 'Space',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** `Shift+R` → Shift R; `g a` → g a; `[Shift]+?` → ?. Decorative: the act is named beside it. */
export function Keys({ keys }: { readonly keys: string }) {
  const parts = keys
    .split(' ')
    // A plus at the end is the key itself.
    .flatMap((stroke) => stroke.split(/(?<=.)\+(?=.)/))
    .filter((part) => !part.startsWith('['));
  return (
    <span className={classes.keys} aria-hidden="true">
      {parts.map((part, place) => (
        <kbd key={parts.slice(place).join(' ')} className={classes.key}>
          {names[part] ?? part.replace(/^(Key|Digit)/, '')}
        </kbd>
      ))}
    </span>
  );
}
