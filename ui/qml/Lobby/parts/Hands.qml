pragma Singleton
import QtQuick
import Lobby.Models

/** What people work this screen with at the moment: a finger, or keys. */
QtObject {
    property bool areOnKeys: false
    /** What the screens' keyboard writes with: one for all of them, for a part of each stays in memory. */
    readonly property Typing typing: Typing {}
}
