"""lobby members: who belongs to the house."""

import json
from pathlib import Path
from typing import Annotated

import typer

from kiosk.actions.membership import add_member, find_member, import_members
from kiosk.commands.central import central, the_space
from kiosk.commands.options import AsJson, Database, SpaceId
from kiosk.store.directory import all_members, emails
from kiosk.store.phones import end_phones

app = typer.Typer(help="The members of this house.", no_args_is_help=True)


@app.command("import", epilog="Example: lobby members import members.csv --space casa-norte")
def import_file(
    db: Database,
    file: Annotated[Path, typer.Argument(help="CSV in UTF-8; its first line names the columns.")],
    space: SpaceId = "",
) -> None:
    """Take members from a CSV file: all of it, or nothing when a line is wrong."""
    with central(db) as session:
        imported = import_members(session, the_space(session, space).id, file)
    typer.echo(
        f"{imported.added} added, {imported.changed} changed, {imported.as_before} as before."
    )
    if imported.left_out:
        typer.echo(f"Not known and left out: {', '.join(imported.left_out)}.")


@app.command(epilog="Example: lobby members add --name 'Ana Torres' --email ana@example.org")
def add(
    db: Database,
    name: Annotated[str, typer.Option(help="The name to show.")],
    email: Annotated[str, typer.Option(help="E-mail address; stays on the server.")],
    language: Annotated[
        str, typer.Option(help="Language of their screens, such as en or es.")
    ] = "en",
    space: SpaceId = "",
) -> None:
    """Add one member."""
    with central(db) as session:
        home = the_space(session, space)
        member = add_member(session, home.id, email=email, name=name, language=language)
    name = member.profile.display_name
    typer.echo(f"{name} is a member. Print the pass: lobby pass {email} --pdf")


@app.command("end-phones", epilog="Example: lobby members end-phones ana@example.org")
def end(
    db: Database,
    member: Annotated[str, typer.Argument(help="E-mail address, name or handle.")],
) -> None:
    """Have no phone open a member's own page any more, as when one was lost."""
    with central(db) as session:
        known = find_member(session, member)
        count = end_phones(session, [known.handle])
    name, phones = known.profile.display_name, "phone opens" if count == 1 else "phones open"
    typer.echo(f"{count} {phones} the page of {name} no longer; the kiosk makes a new link.")


@app.command("list", epilog="Example: lobby members list --json")
def list_members(db: Database, as_json: AsJson = False) -> None:
    """Show every member."""
    with central(db) as session:
        members = all_members(session)
        email_of = {handle: email for email, handle in emails(session).items()}
    for member in members:
        email = email_of.get(member.handle, "")
        if as_json:
            plain = {
                "handle": member.handle,
                "name": member.profile.display_name,
                "email": email,
                "status": member.status,
                "spaces": member.spaces,
                "language": member.language,
                "visibility": member.visibility,
            }
            typer.echo(json.dumps(plain, ensure_ascii=False))
        else:
            typer.echo(f"{member.profile.display_name}  {email}  {member.status}")
    if not members and not as_json:
        typer.echo("No member yet; take them from a file with lobby members import.")
