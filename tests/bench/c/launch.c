/**
 * How long programs take from their start: to their first line, or to their end. In turn, so that all see the same computer.
 *
 *     launch ROUNDS COMMAND [-- COMMAND]...      a COMMAND is: MODE WORD...
 *
 *     ready       until it writes to standard output; then it is killed
 *     end         until it has ended
 *     end=TEXT    the same, with TEXT on its standard input
 *
 * Prints a line for each command: milliseconds, a number for each round. Ends with 1 where a program failed or wrote nothing.
 * The time begins before there is a process, and all that the program needs is in it: its loader, its runtime, its exit.
 */

#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { max_commands = 32 };
extern char **environ;

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void fail(const char *what, char **command) {
  fprintf(stderr, "launch: %s: %s\n", command[1], what);
  exit(1);
}

static pid_t start(char **command, int in, int out) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, in, 0);
  posix_spawn_file_actions_adddup2(&files, out, 1);
  posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
  pid_t child;
  if (posix_spawnp(&child, command[1], &files, NULL, command + 1, environ) != 0) fail("cannot be started", command);
  posix_spawn_file_actions_destroy(&files);
  return child;
}

static double launch(char **command) {
  int ready = strcmp(command[0], "ready") == 0;
  int in[2], out[2], status;
  char text[4096];
  if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) fail("no pipe", command);
  const char *input = strncmp(command[0], "end=", 4) == 0 ? command[0] + 4 : "";
  if (write(in[1], input, strlen(input)) < 0) fail("no pipe", command);
  if (!ready) close(in[1]);
  double began = now_ms();
  pid_t child = start(command, in[0], out[1]);
  close(out[1]);
  ssize_t got = read(out[0], text, sizeof text);
  double took = now_ms() - began;
  if (got <= 0) fail("it wrote nothing", command);
  if (ready) kill(child, SIGKILL);
  waitpid(child, &status, 0);
  if (!ready) took = now_ms() - began;
  if (!ready && status != 0) fail("it failed", command);
  if (ready) close(in[1]);
  close(in[0]);
  close(out[0]);
  return took;
}

int main(int count, char **words) {
  char **commands[max_commands];
  int n = 0, rounds = count > 1 ? atoi(words[1]) : 0;
  if (rounds < 1 || count < 4) return fprintf(stderr, "usage: launch ROUNDS MODE WORD... [-- MODE WORD...]...\n"), 2;
  for (char **word = words + 2; n < max_commands; word++) {
    commands[n++] = word;
    while (*word != NULL && strcmp(*word, "--") != 0) word++;
    if (*word == NULL) break;
    *word = NULL;
  }
  double *ms = calloc((size_t)n * rounds, sizeof *ms);
  for (int i = 0; i < n; i++) launch(commands[i]); /* from here on the files are in memory */
  for (int round = 0; round < rounds; round++)
    for (int i = 0; i < n; i++) ms[i * rounds + round] = launch(commands[i]);
  for (int i = 0; i < n; i++)
    for (int round = 0; round < rounds; round++) printf("%.3f%c", ms[i * rounds + round], round + 1 < rounds ? ' ' : '\n');
  return 0;
}
