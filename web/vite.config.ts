/** How the client is built: hashed files below `/assets/`, loaded a page at a time. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the API answers while the client is being worked on. */
const api = 'http://localhost:9000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // The server puts a nonce of its own there with each answer.
  html: { cspNonce: 'SKEP-NONCE' },
  build: {
    target: 'es2023',
    // Inlined files would need a content policy that allows them.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    chunkSizeWarningLimit: 1_000,
  },
  server: { port: 9001, proxy: { '/api': api } },
});
