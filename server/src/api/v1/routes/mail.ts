/** The door through which mails become alerts. */
import { runCommand } from '../../../commands/frame/command.ts';
import { invalidFields } from '../../../model/errors.ts';
import { commands } from '../commands.ts';
import { show } from '../read.ts';
import { type Answer, actorOf, bodyOf, type Route, type RouteCall } from '../route.ts';
import { commandCallOf } from '../route-kinds.ts';

/** Part that holds the mail. */
const mailPart = 'mail';

/** Makes an alert from a mail; what the request says itself wins over what the mail says. */
async function receive(call: RouteCall): Promise<Answer> {
  const [mail] = call.uploads.get(mailPart) ?? [];
  if (mail === undefined)
    throw invalidFields([{ kind: 'missing', name: mailPart, accepted: 'a mail as a file' }]);
  const { alert, files } = await call.services.readMail(mail);
  const output = await runCommand(
    call.services.commands,
    commands.createAlert,
    { ...alert, ...bodyOf(call) },
    { ...commandCallOf(call), uploads: files },
  );
  return { status: 201, body: show(actorOf(call), output) };
}

/** The routes. */
export const mailRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/alert/mail',
    permission: commands.createAlert.permission,
    summary:
      'Make an alert from a mail (EML or MSG), with its links, addresses and attachments as observables',
    status: 201,
    body: { entity: 'alert', mode: 'create', allOptional: true, files: [mailPart] },
    answer: { entity: 'alert' },
    handle: receive,
  },
];
