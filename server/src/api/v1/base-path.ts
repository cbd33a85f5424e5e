/** Where the routes of v1 live. */
export const basePath = '/api/v1';

/** The whole path of a route: below {@link basePath}, unless it begins with `/api/`. */
export function wholePath(path: string): string {
  return path.startsWith('/api/') ? path : `${basePath}${path}`;
}
