export interface Config {
  enginehouse?: {
    permission?: {
      /**
       * Entity refs of groups (or users) whose members may apply, destroy and operate every stack, and manage the catalog and templates.
       */
      platformGroups?: string[];
      /**
       * Whether the owner of a stack may acknowledge what policies find in it. By default only platform groups may: who is stopped by a rule does not
       * make the exception to it.
       */
      ownersAcknowledgeFindings?: boolean;
    };
  };
}
