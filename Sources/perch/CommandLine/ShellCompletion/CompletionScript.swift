/// The scripts that make shells ask `perch completion words` for the words that fit.
enum CompletionScript {
  /// For `source <(perch completion bash)`, or a file in bash-completion's directory.
  static let bash = """
    # bash completion for perch
    _perch() {
      local line="${COMP_LINE:0:COMP_POINT}" current="${COMP_WORDS[COMP_CWORD]}" candidate
      local -a words
      read -ra words <<< "$line"
      [[ "$line" == *[[:space:]] ]] && words+=("")
      # bash has split the word at = and @; what it holds already is not repeated.
      local last="${words[${#words[@]}-1]}"
      local dropped="${last%"$current"}"
      COMPREPLY=()
      while IFS=$'\\t' read -r candidate _; do
        COMPREPLY+=("${candidate#"$dropped"}")
      done < <("${COMP_WORDS[0]}" completion words -- "${words[@]:1}" 2>/dev/null)
      [[ ${#COMPREPLY[@]} -eq 1 && "${COMPREPLY[0]}" == *[/=@] ]] && compopt -o nospace 2>/dev/null
    }
    complete -o default -F _perch perch

    """

  /// For `source <(perch completion zsh)`, or a file `_perch` in a directory of $fpath.
  static let zsh = """
    #compdef perch
    _perch() {
      local -a lines open closed open_texts closed_texts
      local line word
      lines=("${(@f)$("${words[1]}" completion words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
      for line in "${lines[@]}"; do
        [[ -n "$line" ]] || continue
        word="${line%%$'\\t'*}"
        if [[ "$word" == *[/=@] ]]; then
          open+=("$word"); open_texts+=("${line/$'\\t'/  -- }")
        else
          closed+=("$word"); closed_texts+=("${line/$'\\t'/  -- }")
        fi
      done
      if (( ${#open} + ${#closed} == 0 )); then
        _files
        return
      fi
      (( ${#open} )) && compadd -S '' -l -d open_texts -a open
      (( ${#closed} )) && compadd -l -d closed_texts -a closed
    }
    if [[ "${funcstack[1]}" == _perch ]]; then
      _perch "$@"
    else
      compdef _perch perch
    fi

    """

  /// For `perch completion fish | source`, or a file `perch.fish` in fish's directory of completions.
  static let fish = """
    # fish completion for perch
    function __perch_words
        set -l words (commandline --tokenize --cut-at-cursor --current-process) (commandline --current-token --cut-at-cursor)
        set -l found ($words[1] completion words -- $words[2..-1] 2>/dev/null)
        if test (count $found) -gt 0
            printf '%s\\n' $found
        else
            __fish_complete_path (commandline --current-token --cut-at-cursor)
        end
    end
    complete --command perch --no-files --arguments '(__perch_words)'

    """
}
