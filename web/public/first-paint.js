/* Sets the colour scheme before anything is drawn, so that a dark screen never flashes white. */
(() => {
  let chosen = 'auto';
  try {
    chosen = localStorage.getItem('skep.theme') ?? 'auto';
  } catch {
    // A browser that keeps nothing follows the system.
  }
  const dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
