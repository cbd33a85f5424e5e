import { describe, expect, it } from 'vitest';
import { openApiDocument, openApiText } from './openapi.ts';
import { routes } from './routes/index.ts';

const document = openApiDocument(routes, '1.0.0');

describe('the OpenAPI document', () => {
  it('describes every route once, with who may call it', () => {
    const { paths } = document as { paths: Record<string, Record<string, { operationId: string }>> };
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    expect(operations).toHaveLength(routes.length);
    expect(operations.every((operation) => 'x-permission' in operation)).toBe(true);
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refers only to schemas that it has', () => {
    const text = openApiText(routes, '1.0.0');
    const { components } = document as { components: { schemas: Record<string, unknown> } };
    for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g))
      expect(Object.keys(components.schemas)).toContain(name);
  });

  it('takes fields and their limits from the model', () => {
    expect(document).toHaveProperty('components.schemas.OutputCase.properties.severity.enum', [1, 2, 3, 4]);
    expect(document).toHaveProperty('components.schemas.OutputComment.properties.createdAt');
    expect(document).toHaveProperty(
      ['paths', '/api/v1/alert', 'post', 'requestBody', 'content', 'application/json', 'schema', 'required'],
      ['type', 'source', 'sourceRef', 'title', 'description'],
    );
    expect(openApiText(routes, '1.0.0')).not.toContain('configuration":{"description');
  });

  it('is the same text each time', () => {
    expect(openApiText(routes, '1.0.0')).toBe(openApiText(routes, '1.0.0'));
  });
});
