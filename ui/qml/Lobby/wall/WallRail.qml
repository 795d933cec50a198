pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** Beside the people: what is featured, and below it a warm line or how to be seen. */
Item {
    id: root

    required property WallModel model
    property bool invited: false // the invitation already stands elsewhere
    readonly property bool featuring: panels.count > 0
    readonly property real lower: Math.max((featuring ? 22 : 38) * Theme.unit, invitation.leastHeight)
    readonly property bool hasLower: height - lower - Theme.gap2 >= Theme.large(46)
    readonly property real upper: hasLower ? height - lower - Theme.gap2 : height
    // Where it has no room of its own, the invitation has its turn.
    readonly property bool mayInvite: !hasLower && !invited
    readonly property bool inviting: mayInvite && model.storiesTold % 4 === 3

    Repeater {
        id: panels

        model: root.model.featured

        WallFeatured {
            visible: !root.inviting
            width: root.width
            height: root.upper

            NumberAnimation on opacity {
                from: 0
                to: 1
                duration: Theme.fade
            }
        }
    }

    WallWarmth {
        visible: !root.featuring && !root.inviting
        width: root.width
        height: root.upper
        model: root.model
    }
    WallInvitation {
        id: invitation

        visible: root.hasLower && !root.invited || root.inviting
        width: root.width
        height: root.hasLower ? root.lower : root.height
        y: root.height - height
    }
    WallCounted {
        visible: root.hasLower && root.invited
        width: root.width
        height: root.lower
        y: root.height - height
        model: root.model
    }
}
