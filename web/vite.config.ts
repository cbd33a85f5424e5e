/**
 * How the client is built: hashed files below `/assets/`. What every screen of an organisation is made of comes in a few
 * large files, whose loading begins with the page itself; the rest is loaded a screen at a time.
 */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { loadAhead } from './load-ahead.ts';

/** Where the API answers while the client is being worked on. */
const api = 'http://localhost:9000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), loadAhead()],
  // The server puts a nonce of its own there with each answer.
  html: { cspNonce: 'SKEP-NONCE' },
  build: {
    target: 'es2023',
    // Inlined files would need a content policy that allows them.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    chunkSizeWarningLimit: 1_000,
    // A style of its own for each part would be a request of its own that its screen waits for.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'client', test: /\/web\/src\/(?:main|pages\/entry\/sign-in)\.tsx$/, priority: 2 },
            {
              name: 'lists',
              test: /\/web\/src\/(?:pages\/frame\/frame|pages\/alerts\/alerts)\.tsx$/,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: { port: 9001, proxy: { '/api': api } },
});
