export interface Config {
  enginehouse?: {
    permission?: {
      /**
       * Entity refs of groups (or users) whose members may apply, destroy and operate every stack, and manage the catalog and templates.
       */
      platformGroups?: string[];
    };
  };
}
