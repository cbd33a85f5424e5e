/** The theme of the component library, drawn from our tokens, so that its parts and ours look like one product. */
import {
  ActionIcon,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  defaultVariantColorsResolver,
  Input,
  InputWrapper,
  type MantineColorsTuple,
  type MantineThemeOverride,
  Menu,
  Modal,
  mergeThemeOverrides,
  Notification,
  Popover,
  Radio,
  Switch,
  Tooltip,
  type VariantColorsResolver,
} from '@mantine/core';
import inputClasses from './input.module.css';

/** The accent from light to dark; the seventh is filled in light, the fourth in dark. */
const accent: MantineColorsTuple = [
  '#E8EBFF',
  '#D3D9FB',
  '#B9C2F5',
  '#9DAAFF',
  '#7F8DF0',
  '#5566D6',
  '#3346C8',
  '#2938A6',
  '#202C84',
  '#182163',
];
/** Greys of the light scheme, from the page to the text. */
const gray: MantineColorsTuple = [
  '#F6F7F9',
  '#F1F3F6',
  '#E6E9EE',
  '#D5D9E0',
  '#7D8593',
  '#7D8593',
  '#5F6978',
  '#4A5260',
  '#2B313B',
  '#16191F',
];
/** Greys of the dark scheme, from the text to the ground. */
const dark: MantineColorsTuple = [
  '#E8EBF0',
  '#B3BAC6',
  '#98A1AF',
  '#7A8494',
  '#2C343F',
  '#222932',
  '#1E242C',
  '#161A20',
  '#0F1216',
  '#0B0E12',
];

/** Filled parts carry the text that was chosen for their ground. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  if (input.variant !== 'filled') return colors;
  if (input.color === 'red')
    return {
      ...colors,
      background: 'var(--sk-danger)',
      hover: 'var(--sk-danger)',
      color: 'var(--sk-on-danger)',
    };
  return {
    ...colors,
    background: 'var(--sk-accent)',
    hover: 'var(--sk-accent-hover)',
    color: 'var(--sk-on-accent)',
  };
};

/** Buttons of their usual height, and those of a row of filters. */
const buttonSizes: Readonly<Record<string, Record<`--${string}`, string>>> = {
  sm: { '--button-height': 'var(--sk-control)', '--button-padding-x': '12px' },
  'compact-md': {
    '--button-height': 'var(--sk-control-compact)',
    '--button-padding-x': '9px',
    '--button-fz': 'var(--sk-table)',
  },
};

/** Sizes, radii and defaults of components. */
const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 3 },
  colors: { accent, gray, dark },
  variantColorResolver,
  fontFamily: 'var(--sk-font)',
  fontFamilyMonospace: 'var(--sk-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '5px', lg: '8px', xl: '10px' },
  defaultRadius: 'md',
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm', variant: 'default' },
      classNames: { root: inputClasses.button ?? '' },
      vars: (_theme, { size }) => ({ root: buttonSizes[size ?? 'sm'] ?? {} }),
    }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 28 } }),
    Switch: Switch.extend({ classNames: { track: inputClasses.track ?? '' } }),
    Checkbox: Checkbox.extend({ classNames: { input: inputClasses.tick ?? '' } }),
    Radio: Radio.extend({ classNames: { radio: inputClasses.tick ?? '' } }),
    Input: Input.extend({
      defaultProps: { size: 'sm' },
      classNames: { wrapper: inputClasses.wrapper ?? '' },
    }),
    InputWrapper: InputWrapper.extend({
      classNames: {
        label: inputClasses.label ?? '',
        description: inputClasses.description ?? '',
        error: inputClasses.error ?? '',
      },
    }),
    Modal: Modal.extend({
      // The page itself never scrolls, and the lock would add a style that the content policy refuses.
      defaultProps: {
        centered: true,
        radius: 'xl',
        lockScroll: false,
        overlayProps: { backgroundOpacity: 0.4 },
      },
    }),
    ModalRoot: Modal.Root.extend({ defaultProps: { lockScroll: false } }),
    DrawerRoot: Drawer.Root.extend({ defaultProps: { lockScroll: false } }),
    // The head of a dialog is no banner of the page.
    ModalHeader: Modal.Header.extend({ defaultProps: { role: 'none' } }),
    // The placeholder that takes the first focus may not stand in a menu.
    Menu: Menu.extend({
      defaultProps: {
        shadow: 'md',
        position: 'bottom-start',
        withinPortal: true,
        withInitialFocusPlaceholder: false,
      },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md' } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 350, withArrow: false, events: { hover: true, focus: true, touch: false } },
    }),
  },
});

/** The theme with what its parts say by themselves, in the reader's language. */
export function themeSaying({ close }: { readonly close: string }): MantineThemeOverride {
  const named = { 'aria-label': close };
  return mergeThemeOverrides(theme, {
    components: {
      ModalCloseButton: Modal.CloseButton.extend({ defaultProps: named }),
      Notification: Notification.extend({ defaultProps: { closeButtonProps: named } }),
    },
  });
}

const shared = {
  '--mantine-color-body': 'var(--sk-surface)',
  '--mantine-color-text': 'var(--sk-text)',
  '--mantine-color-dimmed': 'var(--sk-text-2)',
  '--mantine-color-placeholder': 'var(--sk-text-3)',
  '--mantine-color-anchor': 'var(--sk-accent)',
  '--mantine-color-error': 'var(--sk-danger)',
  '--mantine-color-default': 'var(--sk-surface)',
  '--mantine-color-default-hover': 'var(--sk-hover)',
  '--mantine-color-default-color': 'var(--sk-text)',
  '--mantine-color-default-border': 'var(--sk-control-border)',
  '--mantine-color-disabled': 'var(--sk-sunken)',
  '--mantine-color-disabled-color': 'var(--sk-text-3)',
  '--mantine-color-disabled-border': 'var(--sk-divider)',
  '--mantine-primary-color-filled': 'var(--sk-accent)',
  '--mantine-primary-color-filled-hover': 'var(--sk-accent-hover)',
  '--mantine-primary-color-contrast': 'var(--sk-on-accent)',
  '--mantine-primary-color-light': 'var(--sk-accent-soft)',
  '--mantine-primary-color-light-color': 'var(--sk-accent)',
  '--mantine-color-accent-filled': 'var(--sk-accent)',
  '--mantine-color-accent-filled-hover': 'var(--sk-accent-hover)',
  '--mantine-color-gray-text': 'var(--sk-text-2)',
  '--mantine-color-gray-light-color': 'var(--sk-text-2)',
  '--mantine-shadow-md': 'var(--sk-shadow)',
} as const;

/** The library's variables as our tokens. Both schemes take the same names; the tokens change below them. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
