/** Writes a new neuron that runs as it is, for somebody to change. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { NeuronKind } from '../catalogue/definition.ts';
import { errorCode } from '../report/read-text.ts';
import { AskedWrongly } from './words.ts';

/** What to write. */
export interface Scaffold {
  /** Name of the neuron and of its folder. */
  readonly name: string;
  readonly kind: NeuronKind;
  readonly language: 'typescript' | 'python';
}

/** Writes the folder below another one and gives its path. Throws `AskedWrongly` for a name that cannot be used. */
export async function scaffold({ name, kind, language }: Scaffold, into: string): Promise<string> {
  if (!/^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(name))
    throw new AskedWrongly(`"${name}" cannot be the name: a letter, then at most 63 letters, digits or "_".`);
  const folder = resolve(into, name);
  await mkdir(folder).catch((error: unknown) => {
    const there = errorCode(error) === 'EEXIST';
    throw new AskedWrongly(`${folder} ${there ? 'is there already' : 'cannot be made'}.`, error);
  });
  const script = language === 'python' ? `${name.toLowerCase()}.py` : `${name.toLowerCase()}.ts`;
  const files: Record<string, string> = {
    [`${name}.json`]: `${JSON.stringify(definition(name, kind, script), undefined, 2)}\n`,
    [script]: sources[language][kind](name),
    ...(language === 'python' ? { 'requirements.txt': 'cortexutils\n' } : {}),
  };
  for (const [file, content] of Object.entries(files)) await writeFile(join(folder, file), content);
  return folder;
}

function definition(name: string, kind: NeuronKind, script: string): object {
  return {
    name,
    version: '1.0',
    author: 'Your name',
    url: 'Where its source lies',
    license: 'Apache-2.0',
    description: 'What it does, in a sentence',
    dataTypeList: kind === 'analyzer' ? ['domain', 'url'] : ['thehive:case'],
    command: `${name}/${script}`,
    baseConfig: name,
    config: {},
    configurationItems: [
      {
        name: 'greeting',
        description: 'A setting to show how settings are read',
        type: 'string',
        multi: false,
        required: false,
        defaultValue: 'Hello',
      },
    ],
    integration_type: 'local',
  };
}

type Source = (name: string) => string;

const sources: Readonly<Record<Scaffold['language'], Readonly<Record<NeuronKind, Source>>>> = {
  typescript: {
    analyzer: (name) => `import { analyzer, buildTaxonomy } from '@skep/sdk';

analyzer({
  run: ({ data, config }) => ({
    full: { message: \`\${config.text('greeting', 'Hello')}, \${data}\` },
    taxonomies: [buildTaxonomy('info', '${name}', 'length', data.length)],
  }),
});
`,
    responder: (name) => `import { buildOperation, responder } from '@skep/sdk';

responder({
  run: ({ data, config }) => ({
    full: { message: \`\${config.text('greeting', 'Hello')}, \${String(data.title)}\` },
    operations: [buildOperation('AddTagToCase', { tag: '${name}' })],
  }),
});
`,
  },
  python: {
    analyzer: (name) => `from cortexutils.analyzer import Analyzer


class ${name}(Analyzer):
    def run(self):
        greeting = self.get_param("config.greeting", "Hello")
        self.report({"message": f"{greeting}, {self.get_data()}"})

    def summary(self, raw):
        return {"taxonomies": [self.build_taxonomy("info", "${name}", "length", len(self.get_data()))]}


if __name__ == "__main__":
    ${name}().run()
`,
    responder: (name) => `from cortexutils.responder import Responder


class ${name}(Responder):
    def run(self):
        greeting = self.get_param("config.greeting", "Hello")
        title = self.get_param("data.title", None, "The case has no title")
        self.report({"message": f"{greeting}, {title}"})

    def operations(self, raw):
        return [self.build_operation("AddTagToCase", tag="${name}")]


if __name__ == "__main__":
    ${name}().run()
`,
  },
};
