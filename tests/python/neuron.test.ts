import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const neurons = fileURLToPath(new URL('../../neurons/', import.meta.url));

it('compiles every Python neuron that ships', () => {
  const scripts = readdirSync(neurons, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.py'),
  );
  expect(scripts.length).toBeGreaterThan(0);
  for (const script of scripts) {
    const source = 'import ast, sys; ast.parse(open(sys.argv[1]).read()); print("ok")';
    expect(execFileSync('python3', ['-c', source, `${neurons}${script}`], { encoding: 'utf8' }).trim()).toBe(
      'ok',
    );
  }
});
