import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** One accent, petrol: shade 7 reads on white at 5.8 : 1, under white text shade 6 keeps 4.7 in the dark; shade 3 on the dark page reads at 9 : 1 (WCAG 2.2 AA asks 4.5). */
const brand: MantineColorsTuple = ['#eaf5f7', '#d4e9ed', '#a9d4dc', '#7abfcb', '#53a9b9', '#3393a5', '#1d7f92', '#0f6f80', '#0a5b6a', '#064754'];
/** Greys with a breath of blue; 6 is the palest that may carry text on white (5.5 : 1, and 4.8 on a hovered row). */
const gray: MantineColorsTuple = ['#f6f8f9', '#eef1f3', '#e2e7ea', '#d3d9dd', '#b7bfc5', '#8d979f', '#5f6972', '#4f5962', '#333b42', '#1b2126'];
const dark: MantineColorsTuple = ['#d9dee2', '#b8c0c6', '#98a2aa', '#68727b', '#3d454c', '#2e353b', '#252b30', '#1b2024', '#15191c', '#0f1214'];

/** Colours of the four verdicts and of good and bad news: each readable as text on its own tint in both themes. */
const green: MantineColorsTuple = ['#ebf6ee', '#d6ecdc', '#aed9bb', '#84c597', '#5fb277', '#40a05d', '#2b8a49', '#1f7039', '#185a2e', '#104522'];
const red: MantineColorsTuple = ['#fcefed', '#f8dcd8', '#f0b7af', '#e79084', '#de6d5f', '#d35041', '#c23b2c', '#a62d20', '#882318', '#681910'];
const amber: MantineColorsTuple = ['#fdf4e3', '#f9e6c3', '#f2cd88', '#ebb44e', '#dd9a24', '#c08010', '#a1690a', '#855506', '#6b4404', '#503202'];

/** The heading of a dialog is a <header>, which would count as a second banner of the page. */
const noBanner = { header: { role: 'presentation' } };

export const theme = createTheme({
  fontFamily: "'Golos Text Variable', system-ui, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  headings: {
    fontFamily: 'inherit',
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.5rem', lineHeight: '1.25' }, h2: { fontSize: '1.125rem', lineHeight: '1.35' }, h3: { fontSize: '1rem', lineHeight: '1.4' } },
  },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  colors: { brand, gray, dark, green, red, amber },
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    // the help below the box: boxes of one row stay on one line however long the help of one is
    InputWrapper: {
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
      styles: { label: { marginBottom: 4 }, description: { marginTop: 5 } },
    },
    Tooltip: { defaultProps: { withArrow: true, multiline: true, maw: 340, openDelay: 250, events: { hover: true, focus: true, touch: true } } },
    Modal: {
      defaultProps: { centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.35 }, attributes: noBanner },
      styles: { title: { fontWeight: 600 } },
    },
    Drawer: {
      defaultProps: { position: 'right', size: 'lg', overlayProps: { backgroundOpacity: 0.25 }, attributes: noBanner },
      styles: { title: { fontWeight: 600 } },
    },
    Card: { defaultProps: { withBorder: true, radius: 'lg', padding: 'lg' } },
    Paper: { defaultProps: { radius: 'lg' } },
    // the placeholder is a focusable child that a menu must not have (axe: aria-required-children)
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-end', withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: { shadow: 'md', withArrow: true } },
    Anchor: { defaultProps: { underline: 'hover' } },
    Select: { defaultProps: { allowDeselect: false, checkIconPosition: 'right' } },
  },
});

/** Where the library's own greys are too pale to read, ours are used. */
export const variables: CSSVariablesResolver = (t) => ({
  variables: {},
  light: {
    '--accent': brand[7]!,
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': t.colors.gray[9]!,
    '--mantine-color-dimmed': t.colors.gray[6]!,
    '--mantine-color-placeholder': t.colors.gray[6]!,
    '--mantine-color-error': t.colors.red[7]!,
    '--mantine-color-default-border': t.colors.gray[3]!,
    '--mantine-color-red-light': red[0],
    '--mantine-color-amber-light': amber[0],
    '--mantine-color-green-light': green[0],
    '--mantine-color-brand-light': brand[0],
    '--page': t.colors.gray[0]!,
    '--line': t.colors.gray[2]!,
    '--hover': t.colors.gray[1]!,
  },
  dark: {
    '--accent': brand[3]!,
    '--mantine-color-text': t.colors.dark[0]!,
    '--mantine-color-dimmed': t.colors.dark[2]!,
    '--mantine-color-placeholder': t.colors.dark[2]!,
    '--mantine-color-error': t.colors.red[3]!,
    '--mantine-color-default-border': t.colors.dark[4]!,
    '--page': t.colors.dark[8]!,
    '--line': t.colors.dark[5]!,
    '--hover': t.colors.dark[6]!,
  },
});
