/** A page for somebody who installs the bot in their workspace, as plain text. `next` is a link to press. */
export type InstallPage = { title: string; paragraphs: string[]; next: string | null }

const AGAIN = 'Begin again'

/** Before Slack asks whether they agree. */
export function beforeInstallPage(): InstallPage {
  return {
    title: 'Add Support group to your workspace',
    paragraphs: [
      'It looks after closed groups that meet in cycles: it finds their dates, fixes them, and reminds people. It cannot read messages.',
      'On the next page Slack says what it would be allowed to do, and asks whether you agree. You need to be allowed to install apps in your workspace.',
    ],
    next: 'Go on to Slack',
  }
}

/** It is in their workspace now. */
export function installedPage(): InstallPage {
  return {
    title: 'Support group is in your workspace',
    paragraphs: [
      'Go back to Slack. In the private channel of your group type /invite and the name of the bot, and then /supportgroup setup.',
      'If it was there until a few days ago, it goes on where it stopped.',
      'You can close this page.',
    ],
    next: null,
  }
}

/** They told Slack that they would rather not. */
export function notAgreedPage(): InstallPage {
  return {
    title: 'Nothing was installed',
    paragraphs: ['Slack says that you would rather not. That is fine, and nothing is kept.'],
    next: AGAIN,
  }
}

/** They come with an address that is not from this browser, is too old, or was used before. */
export function outdatedInstallPage(): InstallPage {
  return {
    title: 'Please begin again',
    paragraphs: [
      'Nothing was installed. To be sure that it is you, it has to be begun and ended in the same browser, within ten minutes, and each time anew.',
    ],
    next: AGAIN,
  }
}

/** It was to be installed for an organisation with several workspaces at once. */
export function organisationPage(): InstallPage {
  return {
    title: 'Please choose one workspace',
    paragraphs: [
      'It was to be installed for a whole organisation, and nothing of that is kept here. A group lives in a private channel of one workspace, so it can only be installed in single ones.',
      'Begin again, and on Slack’s page choose the workspace of your group.',
    ],
    next: AGAIN,
  }
}

/** Slack did not confirm it, or it could not be stored. */
export function notInstalledPage(): InstallPage {
  return {
    title: 'That did not work',
    paragraphs: [
      'The installation could not be completed. Please begin again in a minute; if it keeps happening, tell whoever runs the bot.',
    ],
    next: AGAIN,
  }
}
